// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, SignedIn, type Page } from '#platform/http';
import { GroupMemberService } from './group-member.service.ts';
import { ChangeMember, GroupMemberPage, GroupMemberQuery, GroupMemberView, GroupView } from './group.dto.ts';
import { Group } from './group.entity.ts';
import { GroupService } from './group.service.ts';
import { GroupViews } from './group.view.ts';

@Controller('groups/:id')
export class GroupMemberController {
  constructor(
    private readonly members: GroupMemberService,
    private readonly groups: GroupService,
    private readonly views: GroupViews,
  ) {}

  @Post('membership')
  @May('read', Group)
  @Returns(GroupView, { etag: true })
  async join(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<GroupView> {
    return this.views.now(await this.members.join(ability, actor, id), actor);
  }

  /** Signed in is enough: whoever does not accept new terms must still be able to leave. */
  @Delete('membership')
  @SignedIn()
  @ReturnsNothing()
  leave(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.members.leave(actor, id);
  }

  @Get('members')
  @May('read', Group)
  @Returns(GroupMemberPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: GroupMemberQuery }) query: GroupMemberQuery,
  ): Promise<Page<GroupMemberView>> {
    const { items, next } = await this.members.list(ability, id, query);
    return { items: await this.views.ofMembers(await this.groups.load(ability, id), items, ability), next };
  }

  @Patch('members/:personId')
  @May('read', Group)
  @Returns(GroupMemberView)
  async change(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('personId', { schema: z.uuid() }) personId: string,
    @Body({ schema: ChangeMember }) body: ChangeMember,
  ): Promise<GroupMemberView> {
    const member = await this.members.change(ability, id, personId, body);
    return this.views.ofMember(await this.groups.load(ability, id), member, ability);
  }

  @Delete('members/:personId')
  @May('read', Group)
  @ReturnsNothing()
  remove(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('personId', { schema: z.uuid() }) personId: string,
  ): Promise<void> {
    return this.members.remove(ability, id, personId);
  }
}
