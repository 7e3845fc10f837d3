// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, CurrentTenant, May, Public, RateLimits } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { Agreement } from '#tenant/requests';
import { CalendarFeeds } from './calendar-feed.service.ts';
import { FeedToken } from './calendar.dto.ts';
import { Calendars } from './calendar.view.ts';

const type = 'text/calendar; charset=utf-8';
const answer = { description: 'Calendar', content: { 'text/calendar': { schema: { type: 'string' } } } } as const;

/** Agreed times as calendars read them (RFC 5545). */
@Controller()
export class CalendarController {
  constructor(
    private readonly calendars: Calendars,
    private readonly feeds: CalendarFeeds,
    private readonly limits: RateLimits,
  ) {}

  @Get('agreements/:id/calendar')
  @May('read', Agreement)
  @ApiOkResponse(answer)
  async file(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() { origin }: Tenant,
    @Param('id', { schema: z.uuid() }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.calendars.file(actor, ability, origin, id);
    void reply.header('Content-Type', type).header('Content-Disposition', 'attachment; filename="handslag.ics"');
    return text;
  }

  /** Asked for by a calendar, which has no session: the address is all it shows. */
  @Get('calendars/:token')
  @Public()
  @ApiOkResponse(answer)
  async feed(
    @CurrentTenant() { id, origin }: Tenant,
    @Param('token', { schema: FeedToken }) token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    await this.limits.consume(`${id}:calendar:${request.ip}`, reply);
    // How often others at the same network ask is not for whoever asks.
    void reply.removeHeader('RateLimit');
    const text = await this.calendars.feed(await this.feeds.personOf(token), origin);
    void reply.header('Content-Type', type);
    return text;
  }
}
