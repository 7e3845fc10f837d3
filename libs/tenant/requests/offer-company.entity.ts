// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** How somebody is on the day; whoever stays at home does not come along. */
export const todaysForms = ['good', 'so-so', 'stays-home'] as const;

const OfferCompanySchema = defineEntity({
  name: 'OfferCompany',
  ...tenantOwned('offer_company', [
    { column: 'offerId', to: 'offer', onDelete: 'cascade' },
    { column: 'clientId', to: 'client', onDelete: 'restrict' },
    { column: 'consentId', to: 'consent', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    offerId: p.uuid(),
    clientId: p.uuid(),
    consentId: p.uuid(),
    form: p.enum(todaysForms),
  },
  uniques: [{ properties: ['tenantId', 'offerId', 'clientId'] }],
  indexes: [{ properties: ['tenantId', 'clientId'] }],
});
/** A client who comes along with the member of staff who offered. */
export class OfferCompany extends OfferCompanySchema.class {}
OfferCompanySchema.setClass(OfferCompany);
