// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, May, PageQuery, Returns, type Page } from '#platform/http';
import { AuditEvent } from '#tenant/audit';
import { EventPage, type EventView } from './trail.dto.ts';
import { Trail } from './trail.view.ts';

@Controller('events')
export class TrailController {
  constructor(private readonly trail: Trail) {}

  @Get()
  @May('read', AuditEvent)
  @Returns(EventPage)
  list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<EventView>> {
    return this.trail.list(ability, query);
  }
}
