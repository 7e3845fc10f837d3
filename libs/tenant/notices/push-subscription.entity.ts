// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const PushSubscriptionSchema = defineEntity({
  name: 'PushSubscription',
  ...tenantOwned('push_subscription', [{ column: 'personId', to: 'person', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    /** SHA-256 of the endpoint, base64url, by which a browser finds itself. */
    mark: p.string().length(43),
    /** The browser's address and keys, sealed at rest. */
    sealed: p.text(),
    createdAt: p.datetime(3),
  },
  // A browser wakes for whoever asked it to last, and not for those who used it before.
  uniques: [{ properties: ['tenantId', 'mark'] }],
  indexes: [{ properties: ['tenantId', 'personId', 'createdAt', 'id'] }],
});

/** A browser that may be woken. */
export class PushSubscription extends PushSubscriptionSchema.class {}
PushSubscriptionSchema.setClass(PushSubscription);
