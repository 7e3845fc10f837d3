// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** A person accepted a version of the terms. */
const AcceptanceSchema = defineEntity({
  name: 'Acceptance',
  ...tenantOwned('terms_acceptance', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: { ...tenantColumns, personId: p.uuid(), version: p.integer(), at: p.datetime(3) },
  uniques: [{ properties: ['tenantId', 'personId', 'version'] }],
});
export class Acceptance extends AcceptanceSchema.class {}
AcceptanceSchema.setClass(Acceptance);
