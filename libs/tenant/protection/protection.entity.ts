// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const KeptProtectionSchema = defineEntity({
  name: 'KeptProtection',
  ...tenantOwned('protection', [
    { column: 'personId', to: 'person', onDelete: 'cascade' },
    { column: 'clientId', to: 'client', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    /** One of the two: whose level it is. */
    personId: p.uuid().nullable(),
    clientId: p.uuid().nullable(),
    /** Equally long whatever the level, and kept for everybody: neither a row nor its length tells anything. */
    sealed: p.text(),
  },
  uniques: [{ properties: ['tenantId', 'personId'] }, { properties: ['tenantId', 'clientId'] }],
});

/** How far what somebody asks for may travel. */
export class KeptProtection extends KeptProtectionSchema.class {}
KeptProtectionSchema.setClass(KeptProtection);
