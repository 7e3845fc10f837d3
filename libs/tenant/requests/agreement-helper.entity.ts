// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** One helper of an agreement: what a helper's own list walks along. */
const AgreementHelperSchema = defineEntity({
  name: 'AgreementHelper',
  ...tenantOwned('agreement_helper', [
    { column: 'agreementId', to: 'agreement', onDelete: 'cascade' },
    { column: 'helperId', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    agreementId: p.uuid(),
    helperId: p.uuid(),
    madeAt: p.datetime(3),
    /** By way of which of the request's groups: what a group's share is counted from. None for who comes along. */
    groupIds: p.array().columnType('uuid[]'),
  },
  uniques: [{ properties: ['tenantId', 'agreementId', 'helperId'] }],
  indexes: [{ properties: ['tenantId', 'helperId', 'madeAt', 'agreementId'] }, { properties: ['tenantId', 'madeAt'] }],
});
export class AgreementHelper extends AgreementHelperSchema.class {}
AgreementHelperSchema.setClass(AgreementHelper);
