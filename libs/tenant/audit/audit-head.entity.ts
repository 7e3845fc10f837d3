// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** The end of the tenant's chain: one row, always the same id. Whoever lengthens the chain holds its lock. */
export const headId = '00000000-0000-4000-8000-000000000001';

const AuditHeadSchema = defineEntity({
  name: 'AuditHead',
  ...tenantOwned('audit_head'),
  properties: { ...tenantColumns, position: p.integer(), hash: p.string() },
});
export class AuditHead extends AuditHeadSchema.class {}
AuditHeadSchema.setClass(AuditHead);
