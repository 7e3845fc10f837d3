// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { StandingOffer } from './standing-offer.entity.ts';
import { StandingOfferModule } from './standing-offer.module.ts';
import { standingOfferPolicy } from './standing-offer.policy.ts';
import { StandingOfferTaking } from './standing-offer-taking.entity.ts';

export const standingOffers: Feature = {
  module: StandingOfferModule,
  entities: [StandingOffer, StandingOfferTaking],
  policies: [standingOfferPolicy],
};
