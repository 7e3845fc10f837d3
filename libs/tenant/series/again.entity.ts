// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** One party of an agreement would gladly do it again. Nobody but them learns of it before the other has said so, too. */
const AgainSchema = defineEntity({
  name: 'Again',
  ...tenantOwned('again', [
    { column: 'agreementId', to: 'agreement', onDelete: 'cascade' },
    { column: 'personId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    agreementId: p.uuid(),
    personId: p.uuid(),
    at: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'agreementId', 'personId'] }],
});
export class Again extends AgainSchema.class {}
AgainSchema.setClass(Again);
