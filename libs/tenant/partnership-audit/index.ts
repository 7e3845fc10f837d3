// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { PartnershipAuditModule } from './partnership-audit.module.ts';

export const partnershipAudit: Feature = { module: PartnershipAuditModule, entities: [], policies: [] };
