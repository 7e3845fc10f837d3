// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Paragraphs by language. */
export type TermsText = Readonly<Record<string, readonly string[]>>;

/** One version of what people agree to; it is never changed, only followed by the next. */
const TermsSchema = defineEntity({
  name: 'Terms',
  ...tenantOwned('terms'),
  properties: { ...tenantColumns, version: p.integer(), publishedAt: p.datetime(3), text: p.json<TermsText>() },
  uniques: [{ properties: ['tenantId', 'version'] }],
});
export class Terms extends TermsSchema.class {}
TermsSchema.setClass(Terms);
