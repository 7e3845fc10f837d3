// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AgreementCompleted,
  AgreementFailed,
  AgreementNote,
  AgreementStarted,
  RequestAccepted,
  RequestDeclined,
  RequestExpired,
} from '#contracts';
import { Handlers } from '#federation';
import { PartnerOfferCourse } from './partner-offer.course.ts';

/** The messages this feature understands, each with its meaning. */
@Injectable()
export class PartnerOfferLetterbox implements OnModuleInit {
  constructor(
    private readonly handlers: Handlers,
    private readonly course: PartnerOfferCourse,
  ) {}

  onModuleInit(): void {
    const { handlers, course } = this;
    handlers.register({ contract: RequestAccepted, handle: (message) => course.accepted(message) });
    handlers.register({ contract: RequestDeclined, handle: (message) => course.declined(message) });
    handlers.register({ contract: RequestExpired, handle: (message) => course.expired(message) });
    handlers.register({ contract: AgreementStarted, handle: (message) => course.started(message) });
    handlers.register({ contract: AgreementNote, handle: (message) => course.noted(message) });
    handlers.register({ contract: AgreementCompleted, handle: (message) => course.completed(message) });
    handlers.register({ contract: AgreementFailed, handle: (message) => course.failed(message) });
    handlers.onUndelivered({
      types: ['request.offered'],
      hold: (conversations) => course.hold(conversations),
      notDelivered: (message) => course.notDelivered(message),
    });
  }
}
