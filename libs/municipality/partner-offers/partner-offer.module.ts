// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { FederationModule } from '#federation';
import { PartnerAudience } from '#tenant/requests';
import { OfferAgain } from './offer-again.service.ts';
import { OpenPartnerOffers } from './open-partner-offers.ts';
import { PartnerOfferAudience } from './partner-offer.audience.ts';
import { PartnerOfferCourse } from './partner-offer.course.ts';
import { PartnerOfferLetterbox } from './partner-offer.letterbox.ts';
import { PartnerOfferListener } from './partner-offer.listener.ts';
import { PartnerOfferPost } from './partner-offer.post.ts';
import { PublicFace } from './public-face.ts';

/** Global, so that requests find their port to partners. */
@Global()
@Module({
  imports: [FederationModule],
  providers: [
    { provide: PartnerAudience, useClass: PartnerOfferAudience },
    PartnerOfferPost,
    PartnerOfferCourse,
    PartnerOfferLetterbox,
    PartnerOfferListener,
    OfferAgain,
    OpenPartnerOffers,
    PublicFace,
  ],
  exports: [PartnerAudience],
})
export class PartnerOfferModule {}
