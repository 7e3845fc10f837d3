// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** The answer to a POST that carried an Idempotency-Key, kept for 24 hours. */
const RememberedAnswerSchema = defineEntity({
  name: 'RememberedAnswer',
  ...tenantOwned('remembered_answer'),
  properties: {
    ...tenantColumns,
    /** SHA-256 of who asked and the key they sent. */
    key: p.string(),
    /** SHA-256 of method, path and body. */
    question: p.string(),
    status: p.integer().nullable(),
    body: p.json<unknown>().nullable(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['tenantId', 'key'] }],
  indexes: [{ properties: ['tenantId', 'at'] }],
});
export class RememberedAnswer extends RememberedAnswerSchema.class {}
RememberedAnswerSchema.setClass(RememberedAnswer);
