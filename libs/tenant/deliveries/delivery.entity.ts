// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** What is to be fetched or bought. The lines are sealed: nobody reads them before there is an agreement. */
const DeliverySchema = defineEntity({
  name: 'Delivery',
  ...tenantOwned('delivery', [{ column: 'requestId', to: 'request', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    sealed: p.text(),
    lineCount: p.integer(),
    /** Left at the door: nobody needs to meet. */
    contactless: p.boolean(),
    /** The most that may be laid out, in öre (a hundredth of a Swedish krona); null: nobody pays anything. */
    capOre: p.integer().nullable(),
    forgetAt: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'requestId'] }],
  indexes: [{ properties: ['tenantId', 'forgetAt'] }],
});
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
