// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** In which capacity somebody saw details; all that the person concerned is told. */
export const viewerRoles = ['administrator', 'coordinator', 'staff', 'helper', 'partner'] as const;
export type ViewerRole = (typeof viewerRoles)[number];

/** Somebody saw personal details of a request. Rows are only ever added. */
const AccessEntrySchema = defineEntity({
  name: 'AccessEntry',
  ...tenantOwned('access_entry'),
  properties: {
    ...tenantColumns,
    /** In the key because the table is partitioned by it. */
    at: p.datetime(3).primary(),
    requestId: p.uuid(),
    /** Who saw it: kept for the tenant's own inquiry, never shown to others. */
    viewerId: p.string().nullable(),
    role: p.enum(() => viewerRoles),
    /** What was seen, as a word the web translates: `contact`, `place`, `thread`. */
    what: p.string(),
  },
  indexes: [{ properties: ['tenantId', 'requestId', 'at', 'id'] }],
});
export class AccessEntry extends AccessEntrySchema.class {}
AccessEntrySchema.setClass(AccessEntry);
