// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const AvailabilitySchema = defineEntity({
  name: 'Availability',
  ...tenantOwned('availability', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    from: p.datetime(3),
    to: p.datetime(3),
  },
  indexes: [{ properties: ['tenantId', 'personId', 'from', 'id'] }, { properties: ['tenantId', 'to'] }],
});
/** A time at which somebody has said that they can. */
export class Availability extends AvailabilitySchema.class {}
AvailabilitySchema.setClass(Availability);
