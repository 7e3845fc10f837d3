// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { noticeKindNames } from '#tenant/notices';

const CallerTextSchema = defineEntity({
  name: 'CallerText',
  ...tenantOwned('caller_text', [{ column: 'requestId', to: 'request', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    kind: p.enum(noticeKindNames),
    at: p.datetime(3),
    /** When it is to be sent; null when it need not, or has been. */
    dueAt: p.datetime(3).nullable(),
    tries: p.integer(),
  },
  uniques: [{ properties: ['tenantId', 'requestId'] }],
  indexes: [{ properties: ['tenantId', 'dueAt', 'id'] }],
});

/** The latest news of a request for whoever rang and wants a text message. The number stays in the request's details. */
export class CallerText extends CallerTextSchema.class {}
CallerTextSchema.setClass(CallerText);
