// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { OutgoingModule } from '#platform/outgoing';
import { AgreementLife } from './agreement-life.service.ts';
import { AgreementController } from './agreement.controller.ts';
import { AgreementService } from './agreement.service.ts';
import { AgreementViews } from './agreement.view.ts';
import { AnnounceRequests } from './announce-requests.job.ts';
import { AskInTurn } from './ask-in-turn.job.ts';
import { AudiencePreviews } from './audience-preview.view.ts';
import { Audiences } from './audiences.service.ts';
import { Broadening } from './broadening.service.ts';
import { CallerTexts } from './caller-texts.service.ts';
import { Companies } from './companies.service.ts';
import { Departing } from './departing.ts';
import { ExpireRequests } from './expire-requests.job.ts';
import { NoteService } from './note.service.ts';
import { Occasions } from './occasions.service.ts';
import { OfferController } from './offer.controller.ts';
import { OfferService } from './offer.service.ts';
import { OffersFirst } from './offers-first.service.ts';
import { PartnerBroadening } from './partner-broadening.service.ts';
import { Partings } from './partings.service.ts';
import { PhoneCalls } from './phone-calls.service.ts';
import { ReferenceNumbers } from './reference-numbers.service.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { RequestEvents } from './request-events.ts';
import { RequestExchange } from './request-exchange.service.ts';
import { RequestFigures } from './request-figures.view.ts';
import { RequestLists } from './request-lists.view.ts';
import { RequestModeration } from './request-moderation.service.ts';
import { RequestNotices } from './request-notices.ts';
import { RequestPresenter } from './request-presenter.ts';
import { RequestProtection } from './request-protection.service.ts';
import { RequestController } from './request.controller.ts';
import { RequestService } from './request.service.ts';
import { PoolController } from './pool.controller.ts';
import { Reserve } from './reserve.service.ts';
import { Sending } from './sending.service.ts';
import { Shifts } from './shifts.service.ts';
import { TurnController } from './turn.controller.ts';
import { Turns } from './turns.service.ts';
import { SeenController } from './seen.controller.ts';
import { SeenViews } from './seen.view.ts';
import { SendCallerTexts } from './send-caller-texts.job.ts';
import { Unanswered } from './unanswered.ts';

/** Global, as other features listen to `RequestEvents` and call `RequestExchange`. */
@Global()
@Module({
  imports: [OutgoingModule],
  controllers: [
    PoolController,
    TurnController,
    RequestController,
    SeenController,
    OfferController,
    AgreementController,
  ],
  providers: [
    RequestEvents,
    RequestExchange,
    RequestFigures,
    RequestService,
    OfferService,
    OffersFirst,
    AgreementService,
    AgreementLife,
    AgreementViews,
    AnnounceRequests,
    AskInTurn,
    AudiencePreviews,
    Broadening,
    Reserve,
    Audiences,
    CallerTexts,
    Companies,
    Departing,
    ExpireRequests,
    NoteService,
    Occasions,
    PartnerBroadening,
    Partings,
    PhoneCalls,
    ReferenceNumbers,
    RequestDetailsService,
    RequestLists,
    RequestNotices,
    RequestModeration,
    RequestPresenter,
    RequestProtection,
    SeenViews,
    Shifts,
    Sending,
    Turns,
    SendCallerTexts,
    Unanswered,
  ],
  exports: [Occasions, OffersFirst, Partings, RequestEvents, RequestExchange, RequestModeration, RequestProtection],
})
export class RequestModule {}
