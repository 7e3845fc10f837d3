// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, type Page } from '#platform/http';
import { HandleIncident, IncidentPage, IncidentQuery, IncidentView, ReportIncident } from './incident.dto.ts';
import { Incident } from './incident.entity.ts';
import { IncidentService } from './incident.service.ts';

@Controller('incidents')
export class IncidentController {
  constructor(private readonly incidents: IncidentService) {}

  @Get()
  @May('read', Incident)
  @Returns(IncidentPage)
  list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: IncidentQuery }) query: IncidentQuery,
  ): Promise<Page<IncidentView>> {
    return this.incidents.list(actor, ability, query);
  }

  @Post()
  @May('report', Incident)
  @Returns(IncidentView, { status: 201 })
  report(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: ReportIncident }) body: ReportIncident,
  ): Promise<IncidentView> {
    return this.incidents.report(actor, ability, body);
  }

  @Post(':id/handling')
  @May('handle', Incident)
  @Returns(IncidentView)
  handle(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: HandleIncident }) body: HandleIncident,
  ): Promise<IncidentView> {
    return this.incidents.handle(actor, ability, id, body);
  }
}
