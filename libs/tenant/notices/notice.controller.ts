// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, PageQuery, Returns, type Page } from '#platform/http';
import { NoticeCount, NoticePage, SeeNotices, NoticeView, viewNotice } from './notice.dto.ts';
import { Notice } from './notice.entity.ts';
import { Notices } from './notices.ts';

@Controller('notices')
export class NoticeController {
  constructor(private readonly notices: Notices) {}

  @Get()
  @May('read', Notice)
  @Returns(NoticePage)
  async list(
    @CurrentActor() { personId }: Actor,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<NoticeView>> {
    const { items, next } = await this.notices.list(personId, query);
    return { items: items.map(viewNotice), next };
  }

  @Get('count')
  @May('read', Notice)
  @Returns(NoticeCount)
  async count(@CurrentActor() { personId }: Actor): Promise<NoticeCount> {
    return { unseen: await this.notices.unseen(personId) };
  }

  /** The one that was opened, as a push message does. */
  @Post(':id/seen')
  @May('see', Notice)
  @Returns(NoticeView)
  async open(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<NoticeView> {
    return viewNotice(await this.notices.open(ability, id));
  }

  /** All that was shown in the list. */
  @Post('seen')
  @May('see', Notice)
  @Returns(NoticeCount)
  async see(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: SeeNotices }) { until }: SeeNotices,
  ): Promise<NoticeCount> {
    await this.notices.see(personId, new Date(until));
    return { unseen: await this.notices.unseen(personId) };
  }
}
