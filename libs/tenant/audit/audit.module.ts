// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { AccessLedger } from './access-ledger.service.ts';
import { Audit } from './audit.service.ts';

@Global()
@Module({ providers: [Audit, AccessLedger], exports: [Audit, AccessLedger] })
export class AuditModule {}
