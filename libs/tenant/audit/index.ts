// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { AccessEntry } from './access-entry.entity.ts';
import { AuditEvent } from './audit-event.entity.ts';
import { AuditHead } from './audit-head.entity.ts';
import { AuditModule } from './audit.module.ts';

export { AccessEntry, viewerRoles, type ViewerRole } from './access-entry.entity.ts';
export { AccessLedger } from './access-ledger.service.ts';
export { AuditEvent } from './audit-event.entity.ts';
export { Audit } from './audit.service.ts';
export const audit: Feature = { module: AuditModule, entities: [AuditEvent, AuditHead, AccessEntry], policies: [] };
