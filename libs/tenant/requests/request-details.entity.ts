// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Contact and place, sealed at rest. */
const RequestDetailsSchema = defineEntity({
  name: 'RequestDetails',
  ...tenantOwned('request_details', [{ column: 'requestId', to: 'request', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    sealed: p.text(),
  },
  uniques: [{ properties: ['tenantId', 'requestId'] }],
});
export class RequestDetails extends RequestDetailsSchema.class {}
RequestDetailsSchema.setClass(RequestDetails);

/** What `sealed` holds. */
export interface Details {
  /** Who answers at the partner who asks; never a person. */
  readonly functionAddress: string | null;
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly place: string | null;
  readonly instructions: string | null;
}
