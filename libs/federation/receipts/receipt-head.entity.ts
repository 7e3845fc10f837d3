// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const ReceiptHeadSchema = defineEntity({
  name: 'ReceiptHead',
  ...tenantOwned('receipt_head'),
  properties: { ...tenantColumns, number: p.integer().default(0), hash: p.string().nullable() },
});

/** The newest link of the chain: one row a tenant, locked while a link is added. */
export class ReceiptHead extends ReceiptHeadSchema.class {}
ReceiptHeadSchema.setClass(ReceiptHead);
