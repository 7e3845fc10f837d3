// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, type Page } from '#platform/http';
import { OccasionService } from './occasion.service.ts';
import { HandOver, OccasionPath, SeriesId, SeriesPage, SeriesQuery, SeriesView } from './series.dto.ts';
import { Series } from './series.entity.ts';
import { SeriesService } from './series.service.ts';
import { SeriesViews } from './series.view.ts';

type Path = z.infer<typeof SeriesId>;
type Day = z.infer<typeof OccasionPath>;

@Controller('series')
export class SeriesController {
  constructor(
    private readonly series: SeriesService,
    private readonly occasions: OccasionService,
    private readonly views: SeriesViews,
  ) {}

  @Get()
  @May('read', Series)
  @Returns(SeriesPage)
  list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: SeriesQuery }) query: z.infer<typeof SeriesQuery>,
  ): Promise<Page<SeriesView>> {
    return this.views.list(actor, ability, query);
  }

  @Get(':id')
  @May('read', Series)
  @Returns(SeriesView)
  async find(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: SeriesId }) { id }: Path,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.series.find(ability, id));
  }

  @Post(':id/acceptance')
  @May('accept', Series)
  @Returns(SeriesView)
  async accept(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: SeriesId }) { id }: Path,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.series.accept(ability, id));
  }

  @Post(':id/end')
  @May('end', Series)
  @Returns(SeriesView)
  async end(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: SeriesId }) { id }: Path,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.series.end(actor, ability, id));
  }

  @Put(':id/occasions/:day/skip')
  @May('change', Series)
  @Returns(SeriesView)
  async skip(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: OccasionPath }) { id, day }: Day,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.occasions.skip(actor, ability, id, day));
  }

  /** What was decided of a time that has not been made yet is taken back. */
  @Delete(':id/occasions/:day/skip')
  @May('change', Series)
  @Returns(SeriesView)
  async takeUp(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: OccasionPath }) { id, day }: Day,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.occasions.takeUp(ability, id, day));
  }

  @Post(':id/occasions/:day/others')
  @May('change', Series)
  @Returns(SeriesView)
  async handOver(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: OccasionPath }) { id, day }: Day,
    @Body({ schema: HandOver }) { quiet }: z.infer<typeof HandOver>,
  ): Promise<SeriesView> {
    return this.views.one(actor, ability, await this.occasions.handOver(actor, ability, id, day, quiet));
  }
}
