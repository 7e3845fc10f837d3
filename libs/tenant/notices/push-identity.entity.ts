// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** One row, always the same id. */
export const identityId = '00000000-0000-4000-8000-000000000002';

const PushIdentityKeySchema = defineEntity({
  name: 'PushIdentityKey',
  ...tenantOwned('push_identity_key'),
  properties: {
    ...tenantColumns,
    publicKey: p.string().length(100),
    sealed: p.text(),
  },
});

/** The tenant's own key towards push services: no two tenants, and no two planes, show the same one. */
export class PushIdentityKey extends PushIdentityKeySchema.class {}
PushIdentityKeySchema.setClass(PushIdentityKey);
