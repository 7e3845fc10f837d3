// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export interface Guideline {
  /** Stays the same when the words change: what was flagged under it can be named later. */
  readonly key: string;
  /** By language. */
  readonly words: Readonly<Record<string, { readonly name: string; readonly text: string }>>;
}

/** One version of what may be written here; it is never changed, only followed by the next. */
const GuidelinesSchema = defineEntity({
  name: 'Guidelines',
  ...tenantOwned('guidelines'),
  properties: {
    ...tenantColumns,
    version: p.integer(),
    publishedAt: p.datetime(3),
    items: p.json<readonly Guideline[]>(),
  },
  uniques: [{ properties: ['tenantId', 'version'] }],
});
export class Guidelines extends GuidelinesSchema.class {}
GuidelinesSchema.setClass(Guidelines);
