// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  AgreementCompleted,
  AgreementFailed,
  AgreementNote,
  AgreementStarted,
  RequestChanged,
  RequestDetails,
  RequestExpired,
  RequestOffered,
  RequestWithdrawn,
} from '#contracts';
import { Handlers } from '#federation';
import { PartnerRequestCourse } from './partner-request.course.ts';

/** The messages this feature understands, each with its meaning. */
@Injectable()
export class PartnerRequestLetterbox implements OnModuleInit {
  constructor(
    private readonly handlers: Handlers,
    private readonly course: PartnerRequestCourse,
  ) {}

  onModuleInit(): void {
    const { handlers, course } = this;
    handlers.register({ contract: RequestOffered, handle: (message) => course.offered(message) });
    handlers.register({ contract: RequestChanged, handle: (message) => course.changed(message) });
    handlers.register({ contract: RequestWithdrawn, handle: (message) => course.withdrawn(message) });
    handlers.register({ contract: RequestExpired, handle: (message) => course.expired(message) });
    handlers.register({ contract: RequestDetails, handle: (message) => course.detailed(message) });
    handlers.register({ contract: AgreementStarted, handle: (message) => course.started(message) });
    handlers.register({ contract: AgreementNote, handle: (message) => course.noted(message) });
    handlers.register({ contract: AgreementCompleted, handle: (message) => course.completed(message) });
    handlers.register({ contract: AgreementFailed, handle: (message) => course.failed(message) });
  }
}
