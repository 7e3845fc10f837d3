// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Somebody said yes; what came of it is the request's own story. */
const StandingOfferTakingSchema = defineEntity({
  name: 'StandingOfferTaking',
  ...tenantOwned('standing_offer_taking', [
    { column: 'standingOfferId', to: 'standing_offer', onDelete: 'cascade' },
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    standingOfferId: p.uuid(),
    requestId: p.uuid(),
    at: p.datetime(3),
  },
  indexes: [{ properties: ['tenantId', 'standingOfferId', 'requestId'] }, { properties: ['tenantId', 'requestId'] }],
});
export class StandingOfferTaking extends StandingOfferTakingSchema.class {}
StandingOfferTakingSchema.setClass(StandingOfferTaking);
