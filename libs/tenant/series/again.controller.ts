// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { Agreement } from '#tenant/requests';
import { AgainService } from './again.service.ts';
import { AgainView, ProposeSeries, SeriesView } from './series.dto.ts';
import { SeriesService } from './series.service.ts';
import { SeriesViews } from './series.view.ts';

/** "Gladly again", and what follows when both have said so. */
@Controller('agreements/:id')
export class AgainController {
  constructor(
    private readonly again: AgainService,
    private readonly series: SeriesService,
    private readonly views: SeriesViews,
  ) {}

  @Get('again')
  @May('read', Agreement)
  @Returns(AgainView)
  read(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<AgainView> {
    return this.again.view(actor, ability, id);
  }

  @Put('again')
  @May('read', Agreement)
  @Returns(AgainView)
  wish(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<AgainView> {
    return this.again.wish(actor, ability, id);
  }

  @Delete('again')
  @May('read', Agreement)
  @Returns(AgainView)
  takeBack(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<AgainView> {
    return this.again.takeBack(actor, ability, id);
  }

  @Post('series')
  @May('read', Agreement)
  @Returns(SeriesView, { status: 201 })
  async propose(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ProposeSeries }) input: ProposeSeries,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.series.propose(actor, ability, id, input));
  }
}
