// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, IfMatch, May, Returns, type Page } from '#platform/http';
import { CreateGroup, GroupPage, GroupQuery, GroupView, UpdateGroup } from './group.dto.ts';
import { Group } from './group.entity.ts';
import { GroupService } from './group.service.ts';
import { GroupViews } from './group.view.ts';

@Controller('groups')
export class GroupController {
  constructor(
    private readonly groups: GroupService,
    private readonly views: GroupViews,
  ) {}

  @Get()
  @May('read', Group)
  @Returns(GroupPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Query({ schema: GroupQuery }) query: GroupQuery,
  ): Promise<Page<GroupView>> {
    const { items, next } = await this.groups.list(ability, actor, query);
    return { items: await this.views.of(items, actor, ability), next };
  }

  @Post()
  @May('create', Group)
  @Returns(GroupView, { status: 201, etag: true })
  async create(@CurrentActor() actor: Actor, @Body({ schema: CreateGroup }) body: CreateGroup): Promise<GroupView> {
    return this.views.now(await this.groups.create(actor, body), actor);
  }

  @Get(':id')
  @May('read', Group)
  @Returns(GroupView, { etag: true })
  async read(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<GroupView> {
    return this.views.one(await this.groups.load(ability, id), actor, ability);
  }

  @Patch(':id')
  @May('update', Group)
  @Returns(GroupView, { etag: true })
  async update(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @IfMatch() version: number,
    @Body({ schema: UpdateGroup }) body: UpdateGroup,
  ): Promise<GroupView> {
    return this.views.one(await this.groups.update(ability, id, version, body), actor, ability);
  }

  @Post(':id/archive')
  @May('archive', Group)
  @Returns(GroupView, { etag: true })
  async archive(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<GroupView> {
    return this.views.one(await this.groups.archive(ability, id), actor, ability);
  }

  @Post(':id/restore')
  @May('restore', Group)
  @Returns(GroupView, { etag: true })
  async restore(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<GroupView> {
    return this.views.one(await this.groups.restore(ability, id), actor, ability);
  }
}
