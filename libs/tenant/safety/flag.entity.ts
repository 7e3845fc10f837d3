// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { flaggedKinds } from './moderation-case.entity.ts';

/** Somebody found that a text breaks a guideline. Who it was is told nobody. */
const FlagSchema = defineEntity({
  name: 'Flag',
  ...tenantOwned('flag', [
    { column: 'caseId', to: 'moderation_case', onDelete: 'cascade' },
    { column: 'personId', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    caseId: p.uuid(),
    /** Null when the check against advertising raised it. */
    personId: p.uuid().nullable(),
    kind: p.enum(flaggedKinds),
    subjectId: p.uuid(),
    guideline: p.string().length(40),
    guidelineVersion: p.integer(),
    /** The comment, sealed at rest. */
    sealed: p.text().nullable(),
    at: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'subjectId', 'personId'] }],
  indexes: [{ properties: ['tenantId', 'caseId', 'at', 'id'] }],
});
export class Flag extends FlagSchema.class {}
FlagSchema.setClass(Flag);
