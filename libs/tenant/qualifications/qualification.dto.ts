// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line, ServiceType } from '#contracts';
import { page } from '#platform/http';
import { withdrawalReasons } from './attestation.entity.ts';
import { DeclarationView } from './declaration.dto.ts';
import { purposes, requirementKinds } from './requirement.entity.ts';

const Kind = z.enum(requirementKinds);
const Purpose = z.enum(purposes);
const RequirementView = z
  .strictObject({
    serviceType: ServiceType,
    purpose: Purpose,
    kind: Kind,
    subject: z.string(),
    years: z.int().nullable(),
    validMonths: z.int().nullable(),
  })
  .meta({ id: 'Requirement' });

export const AttestationView = z
  .strictObject({
    id: z.uuid(),
    personId: z.uuid(),
    personName: z.string(),
    kind: Kind,
    subject: z.string(),
    years: z.int().nullable(),
    seenOn: z.iso.date(),
    seenBy: z.string(),
    issuedBy: z.string().nullable(),
    declarationVersion: z.int().nullable(),
    validTo: z.iso.datetime().nullable(),
    expiresSoon: z.boolean(),
    withdrawnAt: z.iso.datetime().nullable(),
    withdrawnReason: z.enum(withdrawalReasons).nullable(),
    can: z.strictObject({ withdraw: z.boolean(), restore: z.boolean() }),
  })
  .meta({ id: 'Attestation' });
export type AttestationView = z.infer<typeof AttestationView>;
export const AttestationPage = page(AttestationView, 'AttestationPage');

export const ChecklistItem = z
  .strictObject({
    kind: Kind,
    subject: z.string(),
    years: z.int().nullable(),
    validMonths: z.int().nullable(),
    uses: z.array(z.strictObject({ serviceType: ServiceType, purpose: Purpose })),
    state: z.enum(['fulfilled', 'missing', 'expired', 'withdrawn']),
    attestation: AttestationView.nullable(),
  })
  .meta({ id: 'ChecklistItem' });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** What a group demands, and how the one who asks stands. */
export const RequirementsView = z
  .strictObject({
    items: z.array(RequirementView),
    mine: z.array(ChecklistItem),
    can: z.strictObject({ settle: z.boolean() }),
  })
  .meta({ id: 'GroupRequirements' });
export type RequirementsView = z.infer<typeof RequirementsView>;

export const ChecklistView = z
  .strictObject({
    person: z.strictObject({ id: z.uuid(), displayName: z.string() }),
    items: z.array(ChecklistItem),
    can: z.strictObject({ attest: z.boolean() }),
  })
  .meta({ id: 'Checklist' });
export type ChecklistView = z.infer<typeof ChecklistView>;

export const Attest = z
  .strictObject({
    kind: Kind,
    subject: z.union([Line(80), z.literal('')]).default(''),
    years: z.int().min(13).max(99).nullable().default(null),
    /** The day it was seen, by the calendar. */
    seenOn: z.iso.date(),
    validTo: z.iso.datetime().nullable().optional(),
  })
  .meta({ id: 'Attest' });
export type Attest = z.infer<typeof Attest>;

export const Withdraw = z.strictObject({ reason: z.enum(withdrawalReasons) }).meta({ id: 'WithdrawAttestation' });
export type Withdraw = z.infer<typeof Withdraw>;

export const OwnQualifications = z
  .strictObject({
    groups: z.array(z.strictObject({ id: z.uuid(), name: z.string(), items: z.array(ChecklistItem) })),
    attestations: z.array(AttestationView),
    declaration: DeclarationView.nullable(),
  })
  .meta({ id: 'OwnQualifications' });
export type OwnQualifications = z.infer<typeof OwnQualifications>;
