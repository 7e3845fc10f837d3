// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, type Page } from '#platform/http';
import { Issuer } from './issuer.entity.ts';
import { Issuers } from './issuers.service.ts';
import { Issuing } from './issuing.service.ts';
import {
  IssuerView,
  QuestionView,
  Show,
  ShownPage,
  ShownQuery,
  ShownView,
  TakeAlong,
  TakenAlong,
  Trust,
} from './passport.dto.ts';
import { ShownAttestation } from './shown.entity.ts';
import { ShownViews } from './shown.view.ts';
import { Showing } from './showing.service.ts';

/** What one takes along from here, and what one has shown here. */
@Controller('me/passport')
export class PassportController {
  constructor(
    private readonly issuing: Issuing,
    private readonly showing: Showing,
    private readonly views: ShownViews,
  ) {}

  @Post('attestations')
  @May('carry', ShownAttestation)
  @Returns(TakenAlong, { status: 201 })
  async takeAlong(@CurrentActor() actor: Actor, @Body({ schema: TakeAlong }) { attestationIds, key }: TakeAlong) {
    return { attestations: await this.issuing.issue(actor.personId, attestationIds, key) };
  }

  @Post('questions')
  @May('carry', ShownAttestation)
  @Returns(QuestionView, { status: 201 })
  question(@CurrentActor() actor: Actor): Promise<z.infer<typeof QuestionView>> {
    return this.showing.question(actor.personId);
  }

  @Post('shown')
  @May('carry', ShownAttestation)
  @Returns(ShownView, { status: 201 })
  async show(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: Show }) { presentation }: Show,
  ): Promise<ShownView | undefined> {
    return (await this.views.of(ability, [await this.showing.show(actor.personId, presentation)]))[0];
  }

  @Get('shown')
  @May('read', ShownAttestation)
  @Returns(ShownPage)
  async own(@CurrentActor() actor: Actor, @CurrentAbility() ability: AppAbility): Promise<Page<ShownView>> {
    return { items: await this.views.of(ability, await this.views.shownBy(actor.personId)), next: null };
  }

  @Delete('shown/:id')
  @May('takeBack', ShownAttestation)
  @ReturnsNothing()
  takeBack(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.showing.takeBack(actor.personId, id);
  }
}

/** What people have shown here, for those who decide. */
@Controller('shown-attestations')
export class ShownController {
  constructor(
    private readonly showing: Showing,
    private readonly views: ShownViews,
  ) {}

  @Get()
  @May('list', ShownAttestation)
  @Returns(ShownPage)
  list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: ShownQuery }) query: ShownQuery,
  ): Promise<Page<ShownView>> {
    return this.views.list(ability, query);
  }

  @Post(':id/acceptance')
  @May('decide', ShownAttestation)
  @Returns(ShownView, { status: 201 })
  async accept(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<ShownView | undefined> {
    return (await this.views.of(ability, [await this.showing.accept(ability, actor.personId, id)]))[0];
  }

  @Post(':id/decline')
  @HttpCode(200)
  @May('decide', ShownAttestation)
  @Returns(ShownView)
  async decline(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<ShownView | undefined> {
    return (await this.views.of(ability, [await this.showing.decline(ability, actor.personId, id)]))[0];
  }
}

/** Whose attestations count here. */
@Controller('partners/:id/attestations')
export class IssuerController {
  constructor(private readonly issuers: Issuers) {}

  @Get()
  @May('trust', Issuer)
  @Returns(IssuerView)
  async read(@Param('id', { schema: z.uuid() }) id: string): Promise<IssuerView> {
    return viewIssuer(await this.issuers.days(id));
  }

  @Put()
  @May('trust', Issuer)
  @Returns(IssuerView)
  async trust(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Trust }) { days }: Trust,
  ): Promise<IssuerView> {
    await this.issuers.trust(id, days);
    return viewIssuer(days);
  }

  @Delete()
  @May('trust', Issuer)
  @ReturnsNothing()
  distrust(@Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.issuers.distrust(id);
  }
}

const viewIssuer = (days: number | null): IssuerView => ({ accepted: days !== null, days });
