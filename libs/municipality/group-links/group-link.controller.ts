// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, IfMatch, May, PageQuery, Returns, ReturnsNothing, type Page } from '#platform/http';
import { CreateGroupLink, GroupLinkPage, GroupLinkView, UpdateGroupLink } from './group-link.dto.ts';
import { GroupLink } from './group-link.entity.ts';
import { GroupLinkService } from './group-link.service.ts';

@Controller('group-links')
export class GroupLinkController {
  constructor(private readonly links: GroupLinkService) {}

  @Get()
  @May('read', GroupLink)
  @Returns(GroupLinkPage)
  list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<GroupLinkView>> {
    return this.links.list(ability, query);
  }

  @Post()
  @May('create', GroupLink)
  @Returns(GroupLinkView, { status: 201, etag: true })
  create(
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateGroupLink }) body: CreateGroupLink,
  ): Promise<GroupLinkView> {
    return this.links.create(ability, body);
  }

  @Patch(':id')
  @May('update', GroupLink)
  @Returns(GroupLinkView, { etag: true })
  update(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @IfMatch() version: number,
    @Body({ schema: UpdateGroupLink }) body: UpdateGroupLink,
  ): Promise<GroupLinkView> {
    return this.links.update(ability, id, version, body);
  }

  @Delete(':id')
  @May('remove', GroupLink)
  @ReturnsNothing()
  remove(@CurrentAbility() ability: AppAbility, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.links.remove(ability, id);
  }
}
