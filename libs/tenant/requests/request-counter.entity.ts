// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** The tenant's last reference number: one row, always the same id. */
export const counterId = '00000000-0000-4000-8000-000000000001';

const RequestCounterSchema = defineEntity({
  name: 'RequestCounter',
  ...tenantOwned('request_counter'),
  properties: { ...tenantColumns, last: p.integer() },
});
export class RequestCounter extends RequestCounterSchema.class {}
RequestCounterSchema.setClass(RequestCounter);
