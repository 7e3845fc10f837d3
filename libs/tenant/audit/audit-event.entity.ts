// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import type { AuditValues, ChainedLink } from './chain.ts';

/** One change, in the tenant's own hash chain. Rows are only ever added. */
const AuditEventSchema = defineEntity({
  name: 'AuditEvent',
  ...tenantOwned('audit_event'),
  properties: {
    ...tenantColumns,
    /** In the key because the table is partitioned by it. */
    at: p.datetime(3).primary(),
    /** Place in the chain, from 1, without gaps. */
    position: p.integer(),
    /** A person's id, `partner:<id>`, or null for the system itself; never a name. */
    by: p.string().nullable(),
    verb: p.string(),
    subjectType: p.string(),
    subjectId: p.string(),
    values: p.json<AuditValues>(),
    previousHash: p.string(),
    hash: p.string(),
  },
  // No unique position: a partitioned table can promise that only together with `at`. The head's lock sees to it.
  indexes: [
    { properties: ['tenantId', 'position'] },
    { properties: ['tenantId', 'subjectId', 'position'] },
    { properties: ['tenantId', 'at', 'id'] },
  ],
});
export class AuditEvent extends AuditEventSchema.class {}
AuditEventSchema.setClass(AuditEvent);

/** The row as the chain hashes it. */
export const chainedLink = ({
  position,
  at,
  by,
  verb,
  subjectType,
  subjectId,
  values,
  previousHash,
  hash,
}: AuditEvent): ChainedLink => ({
  position,
  at: at.toISOString(),
  by: by ?? null,
  verb,
  subjectType,
  subjectId,
  values,
  previousHash,
  hash,
});
