// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { PartnerOffer } from './partner-offer.entity.ts';
import { PartnerOfferModule } from './partner-offer.module.ts';

export const partnerOffers: Feature = { module: PartnerOfferModule, entities: [PartnerOffer], policies: [] };
