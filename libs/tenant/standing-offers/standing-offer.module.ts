// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { ForgetStandingOffers } from './forget-standing-offers.job.ts';
import { StandingOfferController } from './standing-offer.controller.ts';
import { StandingOfferService } from './standing-offer.service.ts';
import { StandingOffers } from './standing-offer.view.ts';

@Module({
  controllers: [StandingOfferController],
  providers: [StandingOfferService, StandingOffers, ForgetStandingOffers],
})
export class StandingOfferModule {}
