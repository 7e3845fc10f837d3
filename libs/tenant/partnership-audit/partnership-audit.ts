// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Handlers } from '#federation';
import { Audit } from '#tenant/audit';

/** Every change of a partnership, whichever side made it, is a line in the tenant's audit chain. */
@Injectable()
export class PartnershipAudit implements OnModuleInit {
  constructor(
    private readonly handlers: Handlers,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.handlers.onChange(({ verb, subject, id, values }) => this.audit.record(verb, subject, id, values));
  }
}
