// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** What can be demanded. Of a register extract it is known only that it was seen: no kind has room for a document. */
export const requirementKinds = [
  'interview',
  'course',
  'declaration',
  'register-extract',
  'minimum-age',
  'language',
] as const;
export type RequirementKind = (typeof requirementKinds)[number];
/** Demanded of whoever asks, or of whoever helps. */
export const purposes = ['ask', 'help'] as const;

const RequirementSchema = defineEntity({
  name: 'Requirement',
  ...tenantOwned('requirement', [{ column: 'groupId', to: 'group', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    groupId: p.uuid(),
    serviceType: p.enum(serviceTypes),
    purpose: p.enum(purposes),
    kind: p.enum(requirementKinds),
    /** Which course, which language, for which work the extract is asked; empty for the other kinds. */
    subject: p.string().length(80),
    /** The same as it is compared: what is called alike is the same thing throughout the tenant. */
    subjectKey: p.string().length(80),
    /** For the kind `minimum-age` only. */
    years: p.integer().nullable(),
    /** How long what was seen holds; null: until it is withdrawn. */
    validMonths: p.integer().nullable(),
  },
  uniques: [{ properties: ['tenantId', 'groupId', 'serviceType', 'purpose', 'kind', 'subjectKey'] }],
});
/** Something a group demands for one kind of service. */
export class Requirement extends RequirementSchema.class {}
RequirementSchema.setClass(Requirement);

export const keyOf = (subject: string): string => subject.trim().toLocaleLowerCase('sv');
