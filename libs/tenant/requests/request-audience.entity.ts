// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** One row for each request and each group it was sent to: what the feed walks along. */
const RequestAudienceSchema = defineEntity({
  name: 'RequestAudience',
  ...tenantOwned('request_audience', [
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
    { column: 'groupId', to: 'group', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    groupId: p.uuid(),
    /** By the group's rules only its leaders may help with this. */
    leadersOnly: p.boolean(),
    /** Everybody in it meets it. Copied from the request, so that the feed reads no other row for what it skips. */
    open: p.boolean(),
    /** Not shown their own. */
    askerId: p.uuid(),
    postedAt: p.datetime(3),
    answerBy: p.datetime(3),
    serviceType: p.enum(serviceTypes),
    area: p.string().length(80).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'requestId', 'groupId'] }],
  indexes: [
    // Partial, so that PostgreSQL can take neither for the other's walk, and history is in none.
    { properties: ['tenantId', 'groupId', 'answerBy', 'requestId'], where: 'open' },
    { properties: ['tenantId', 'groupId', 'area', 'answerBy', 'requestId'], where: 'open and area is not null' },
    { properties: ['tenantId', 'groupId', 'postedAt'] },
  ],
});
export class RequestAudience extends RequestAudienceSchema.class {}
RequestAudienceSchema.setClass(RequestAudience);
