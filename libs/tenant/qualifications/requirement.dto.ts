// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line, serviceTypes, ServiceType } from '#contracts';
import { keyOf, purposes, requirementKinds } from './requirement.entity.ts';

/** Kinds that mean nothing until it is said which. */
const named = ['course', 'language', 'register-extract'] as const;
const isNamed = (kind: string): boolean => (named as readonly string[]).includes(kind);
const mostMonths = 120;

const RequirementInput = z
  .strictObject({
    serviceType: ServiceType,
    purpose: z.enum(purposes),
    kind: z.enum(requirementKinds),
    subject: z.union([Line(80), z.literal('')]).default(''),
    years: z.int().min(13).max(99).nullable().default(null),
    validMonths: z.int().min(1).max(mostMonths).nullable().default(null),
  })
  .refine(({ kind, subject }) => isNamed(kind) === (subject !== ''), { error: 'subject', path: ['subject'] })
  .refine(({ kind, years }) => (kind === 'minimum-age') === (years !== null), { error: 'years', path: ['years'] })
  .meta({ id: 'RequirementInput' });
type RequirementInput = z.infer<typeof RequirementInput>;
const sameDemand = ({ serviceType, purpose, kind, subject }: RequirementInput): string =>
  [serviceType, purpose, kind, keyOf(subject)].join('|');

export const SettleRequirements = z
  .strictObject({
    items: z
      .array(RequirementInput)
      .max(serviceTypes.length * 12)
      .refine((items) => new Set(items.map(sameDemand)).size === items.length, { error: 'twice' }),
  })
  .meta({ id: 'SettleRequirements' });
export type SettleRequirements = z.infer<typeof SettleRequirements>;
