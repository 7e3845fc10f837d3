// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const ReceiptSchema = defineEntity({
  name: 'Receipt',
  ...tenantOwned('receipt'),
  uniques: [{ properties: ['tenantId', 'number'] }],
  indexes: [
    { properties: ['tenantId', 'partnerId', 'number'] },
    { properties: ['tenantId', 'conversation', 'number'] },
  ],
  properties: {
    ...tenantColumns,
    number: p.integer(),
    at: p.datetime(3),
    direction: p.enum(['sent', 'received'] as const),
    partnerId: p.uuid(),
    /** The partner's tenant id and name at the time: a receipt outlives the partnership. */
    peer: p.uuid(),
    partnerName: p.string().length(120),
    type: p.string().length(60),
    conversation: p.uuid(),
    jti: p.uuid(),
    receipt: p.text(),
    previous: p.string().nullable(),
    hash: p.string(),
  },
});

/** A link of the tenant's append-only chain: what crossed, in hashes. */
export class Receipt extends ReceiptSchema.class {}
ReceiptSchema.setClass(Receipt);
