// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { AgreementHelper } from './agreement-helper.entity.ts';
import { Agreement } from './agreement.entity.ts';
import { agreementPolicy } from './agreement.policy.ts';
import { CallerText } from './caller-text.entity.ts';
import { Note } from './note.entity.ts';
import { OfferCompany } from './offer-company.entity.ts';
import { Offer } from './offer.entity.ts';
import { offerPolicy } from './offer.policy.ts';
import { RequestAudience } from './request-audience.entity.ts';
import { RequestDetails } from './request-details.entity.ts';
import { RequestTurn } from './request-turn.entity.ts';
import { Request } from './request.entity.ts';
import { RequestModule } from './request.module.ts';
import { requestPolicy } from './request.policy.ts';
import { turnPolicy } from './turn.policy.ts';

export { OffersFirst } from './offers-first.service.ts';
export { LinkedGroups, type LinkSubject } from './linked-groups.ts';
export { findRequest, lockRequest } from './lock-request.ts';
export { Occasions, type Made, type Party } from './occasions.service.ts';
export { PartnerAudience, type PartnerOfferView, type PartnerPreview } from './partner-audience.ts';
export { Partings } from './partings.service.ts';
export { sideOf, type Held } from './agreement.service.ts';
export {
  RequestEvents,
  type AgreementEvent,
  type AgreementFailedEvent,
  type GuardedEvent,
  type NotedEvent,
  type RequestEvent,
  type RequestListener,
} from './request-events.ts';
export { RequestExchange } from './request-exchange.service.ts';
export { RequestModeration, type Taken, type Written } from './request-moderation.service.ts';
export { RequestProtection } from './request-protection.service.ts';
export { Agreement, Request };

export const requests: Feature = {
  module: RequestModule,
  entities: [
    Request,
    RequestDetails,
    RequestAudience,
    RequestTurn,
    Offer,
    OfferCompany,
    Agreement,
    AgreementHelper,
    Note,
    CallerText,
  ],
  policies: [requestPolicy, turnPolicy, offerPolicy, agreementPolicy],
  can: {
    'request.post': ['post', Request],
    'request.postOnBehalf': ['postOnBehalf', Request],
    'request.seeUnanswered': ['viewUnanswered', Request],
  },
};
