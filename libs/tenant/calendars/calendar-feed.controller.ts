// SPDX-License-Identifier: EUPL-1.2
import { Controller, Delete, Get, Post } from '@nestjs/common';
import type { Actor } from '#platform/authz';
import { CurrentActor, CurrentTenant, May, Returns, ReturnsNothing } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { CalendarFeed } from './calendar-feed.entity.ts';
import { CalendarFeeds } from './calendar-feed.service.ts';
import { CalendarFeedView } from './calendar.dto.ts';

/** The address for one's own calendar. Everybody's own; there is no way to another's. */
@Controller('me/calendar-feed')
export class CalendarFeedController {
  constructor(private readonly feeds: CalendarFeeds) {}

  @Get()
  @May('read', CalendarFeed)
  @Returns(CalendarFeedView)
  async read(@CurrentActor() { personId }: Actor): Promise<CalendarFeedView> {
    return { since: (await this.feeds.since(personId))?.toISOString() ?? null, address: null };
  }

  /** A new address; the one before is gone. */
  @Post()
  @May('choose', CalendarFeed)
  @Returns(CalendarFeedView, { status: 201 })
  async renew(@CurrentActor() { personId }: Actor, @CurrentTenant() { origin }: Tenant): Promise<CalendarFeedView> {
    const { since, token } = await this.feeds.renew(personId);
    return { since: since.toISOString(), address: `${origin}/api/v1/calendars/${token}` };
  }

  @Delete()
  @May('choose', CalendarFeed)
  @ReturnsNothing()
  revoke(@CurrentActor() { personId }: Actor): Promise<void> {
    return this.feeds.revoke(personId);
  }
}
