// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { FederationModule } from '#federation';
import { PartnershipAudit } from './partnership-audit.ts';

@Module({ imports: [FederationModule], providers: [PartnershipAudit] })
export class PartnershipAuditModule {}
