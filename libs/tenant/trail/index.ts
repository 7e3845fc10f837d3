// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { AuditEvent } from '#tenant/audit';
import { TrailModule } from './trail.module.ts';
import { trailPolicy } from './trail.policy.ts';

export { TrailNames, type Names } from './trail-names.ts';

/** The audit trail as people read it. */
export const trail: Feature = {
  module: TrailModule,
  entities: [],
  policies: [trailPolicy],
  can: { 'event.read': ['read', AuditEvent] },
};
