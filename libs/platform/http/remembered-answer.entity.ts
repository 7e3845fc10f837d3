// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import type { SealedAnswer } from './sealed-answer.ts';

/** The answer to a POST that carried an Idempotency-Key, kept for 24 hours; it may hold what is sealed elsewhere. */
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
    body: p.json<SealedAnswer>().nullable(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['tenantId', 'key'] }],
  indexes: [{ properties: ['tenantId', 'at'] }],
});
export class RememberedAnswer extends RememberedAnswerSchema.class {}
RememberedAnswerSchema.setClass(RememberedAnswer);
