// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing } from '#platform/http';
import {
  CreateStandingOffer,
  StandingOfferId,
  StandingOfferPage,
  StandingOfferQuery,
  StandingOfferView,
  TakenStandingOffer,
} from './standing-offer.dto.ts';
import { StandingOffer } from './standing-offer.entity.ts';
import { StandingOfferService } from './standing-offer.service.ts';
import { StandingOffers } from './standing-offer.view.ts';

type Path = z.infer<typeof StandingOfferId>;

@Controller('standing-offers')
export class StandingOfferController {
  constructor(
    private readonly offers: StandingOfferService,
    private readonly views: StandingOffers,
  ) {}

  @Get()
  @May('meet', StandingOffer)
  @Returns(StandingOfferPage)
  list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: StandingOfferQuery }) query: StandingOfferQuery,
  ) {
    return this.views.list(actor, ability, query);
  }

  @Post()
  @May('make', StandingOffer)
  @Returns(StandingOfferView, { status: 201 })
  async make(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateStandingOffer }) body: CreateStandingOffer,
  ) {
    return this.views.one(actor, ability, await this.offers.make(actor, body));
  }

  @Post(':id/acceptance')
  @May('meet', StandingOffer)
  @Returns(TakenStandingOffer, { status: 201 })
  async take(@CurrentActor() actor: Actor, @Param({ schema: StandingOfferId }) { id }: Path) {
    return { agreementId: await this.offers.take(actor, id) };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @May('meet', StandingOffer)
  @Returns(StandingOfferView)
  async pause(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: StandingOfferId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.offers.pause(actor, id));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @May('meet', StandingOffer)
  @Returns(StandingOfferView)
  async resume(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: StandingOfferId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.offers.resume(actor, id));
  }

  @Delete(':id')
  @May('meet', StandingOffer)
  @ReturnsNothing()
  withdraw(@CurrentActor() actor: Actor, @Param({ schema: StandingOfferId }) { id }: Path): Promise<void> {
    return this.offers.withdraw(actor, id);
  }
}
