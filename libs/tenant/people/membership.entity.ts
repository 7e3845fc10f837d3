// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { roles } from '#platform/authz';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** A role a person has, in the whole tenant or in one unit of it. */
const MembershipSchema = defineEntity({
  name: 'Membership',
  ...tenantOwned('membership', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    role: p.enum(roles),
    unitId: p.uuid().nullable(),
    since: p.datetime(3),
  },
  indexes: [{ properties: ['tenantId', 'personId'] }, { properties: ['tenantId', 'role', 'personId'] }],
});
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership);
