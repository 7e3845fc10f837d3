// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** What a helper laid out, and a photograph of the shop's receipt, drawn anew: sealed, for the two parties, for a time. */
const PurchaseSchema = defineEntity({
  name: 'Purchase',
  ...tenantOwned('purchase', [{ column: 'agreementId', to: 'agreement', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    agreementId: p.uuid(),
    /** Öre, in digits. */
    sealedCost: p.text().nullable(),
    /** A WebP file in base64. */
    sealedPhoto: p.text().nullable().lazy(),
    hasPhoto: p.boolean(),
    forgetAt: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'agreementId'] }],
  indexes: [{ properties: ['tenantId', 'forgetAt'] }],
});
export class Purchase extends PurchaseSchema.class {}
PurchaseSchema.setClass(Purchase);
