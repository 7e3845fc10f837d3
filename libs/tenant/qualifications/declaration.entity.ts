// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Paragraphs by language. */
export type DeclarationText = Readonly<Record<string, readonly string[]>>;

/** One version of the confidentiality declaration; it is never changed, only followed by the next. */
const DeclarationSchema = defineEntity({
  name: 'Declaration',
  ...tenantOwned('declaration'),
  properties: { ...tenantColumns, version: p.integer(), publishedAt: p.datetime(3), text: p.json<DeclarationText>() },
  uniques: [{ properties: ['tenantId', 'version'] }],
});
export class Declaration extends DeclarationSchema.class {}
DeclarationSchema.setClass(Declaration);
