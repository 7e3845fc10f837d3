// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { AgreementController } from './agreement.controller.ts';
import { AgreementLife } from './agreement-life.service.ts';
import { AgreementService } from './agreement.service.ts';
import { AgreementViews } from './agreement.view.ts';
import { AnnounceRequests } from './announce-requests.job.ts';
import { Audiences } from './audiences.service.ts';
import { Companies } from './companies.service.ts';
import { Departing } from './departing.ts';
import { ExpireRequests } from './expire-requests.job.ts';
import { NoteService } from './note.service.ts';
import { OfferController } from './offer.controller.ts';
import { OfferService } from './offer.service.ts';
import { ReferenceNumbers } from './reference-numbers.service.ts';
import { RequestController } from './request.controller.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { RequestEvents } from './request-events.ts';
import { RequestExchange } from './request-exchange.service.ts';
import { RequestFigures } from './request-figures.view.ts';
import { RequestNotices } from './request-notices.ts';
import { RequestLists } from './request-lists.view.ts';
import { RequestPresenter } from './request-presenter.ts';
import { RequestProtection } from './request-protection.service.ts';
import { RequestService } from './request.service.ts';
import { Unanswered } from './unanswered.ts';

/** Global, as other features listen to `RequestEvents` and call `RequestExchange`. */
@Global()
@Module({
  controllers: [RequestController, OfferController, AgreementController],
  providers: [
    RequestEvents,
    RequestExchange,
    RequestFigures,
    RequestService,
    OfferService,
    AgreementService,
    AgreementLife,
    AgreementViews,
    AnnounceRequests,
    Audiences,
    Companies,
    Departing,
    ExpireRequests,
    NoteService,
    ReferenceNumbers,
    RequestDetailsService,
    RequestLists,
    RequestNotices,
    RequestPresenter,
    RequestProtection,
    Unanswered,
  ],
  exports: [RequestEvents, RequestExchange, RequestProtection],
})
export class RequestModule {}
