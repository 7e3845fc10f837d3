// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** One row for each helper whose turn it became. What is asked in quiet their feeds walk along here. */
const RequestTurnSchema = defineEntity({
  name: 'RequestTurn',
  ...tenantOwned('request_turn', [
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
    { column: 'helperId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    helperId: p.uuid(),
    at: p.datetime(3),
    /** "Not now": never asked again, and never told to anybody. */
    passed: p.boolean(),
    /** Met in the feed by way of this turn, as it is asked in quiet. */
    open: p.boolean(),
    /** Copied from the request, so that the feed reads no other row for what it skips. */
    answerBy: p.datetime(3),
    serviceType: p.enum(serviceTypes),
    area: p.string().length(80).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'requestId', 'helperId'] }],
  indexes: [
    { properties: ['tenantId', 'helperId', 'answerBy', 'requestId'], where: 'open' },
    { properties: ['tenantId', 'helperId', 'at'] },
  ],
});
export class RequestTurn extends RequestTurnSchema.class {}
RequestTurnSchema.setClass(RequestTurn);
