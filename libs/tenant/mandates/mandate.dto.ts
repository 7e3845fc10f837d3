// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line, ServiceType, serviceTypes, Text, Timestamp } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { protections } from '#tenant/protection';
import { codePurposes } from './client-code.entity.ts';
import { consentActs, consentKinds } from './consent.entity.ts';

const once = <T>(items: readonly T[]) => new Set(items).size === items.length;
const Acts = z.array(z.enum(consentActs)).min(1).max(2).refine(once, { error: 'twice' });
const ServiceTypes = z.array(ServiceType).min(1).max(serviceTypes.length).refine(once, { error: 'twice' });
const nullableText = z.string().nullable();
const nullableTime = z.iso.datetime().nullable();

/** A spoken consent needs the words, a mandate its document's number; a signed one is waited for. */
export const NewConsent = z
  .strictObject({
    kind: z.enum(consentKinds),
    words: Text(500).optional(),
    documentNumber: Line(60).optional(),
    acts: Acts.default(['post']),
    serviceTypes: ServiceTypes.default([...serviceTypes]),
    /** A year from now unless said; never more than two. */
    validTo: Timestamp.optional(),
  })
  .meta({ id: 'NewConsent' });
export type NewConsent = z.infer<typeof NewConsent>;

export const CreateClient = z
  .strictObject({ alias: Line(60), consent: NewConsent.optional() })
  .meta({ id: 'CreateClient' });
export const UpdateClient = z.strictObject({ alias: Line(60) }).meta({ id: 'UpdateClient' });
export const ClientQuery = z.strictObject({ ...PageQuery.shape, q: Line(60).optional() });
export type ClientQuery = z.infer<typeof ClientQuery>;
export const ClientProtection = z.strictObject({ protection: z.enum(protections) }).meta({ id: 'ClientProtection' });
export const ClientId = z.strictObject({ id: z.uuid() });
export const ConsentId = z.strictObject({ id: z.uuid(), consentId: z.uuid() });
export const OwnConsentId = z.strictObject({ consentId: z.uuid() });

const consentFields = {
  id: z.uuid(),
  kind: z.enum(consentKinds),
  state: z.enum(['waiting', 'valid', 'expired', 'withdrawn']),
  acts: z.array(z.enum(consentActs)),
  serviceTypes: z.array(ServiceType),
  words: nullableText,
  documentNumber: nullableText,
  recordedAt: z.iso.datetime(),
  givenAt: nullableTime,
  validTo: z.iso.datetime(),
  withdrawnAt: nullableTime,
};
export const ConsentView = z
  .strictObject({ ...consentFields, /** Who noted it. */ recordedBy: z.string() })
  .meta({ id: 'Consent' });
export type ConsentView = z.infer<typeof ConsentView>;

export const ClientView = z
  .strictObject({
    id: z.uuid(),
    alias: z.string(),
    since: z.iso.datetime(),
    takenOverAt: nullableTime,
    consents: z.array(ConsentView),
    /** Until when a takeover code that was given out can be used. */
    codeUntil: nullableTime,
    version: z.int(),
    can: z.strictObject({
      update: z.boolean(),
      protect: z.boolean(),
      consent: z.boolean(),
      handOver: z.boolean(),
      takeBack: z.boolean(),
    }),
  })
  .meta({ id: 'Client' });
export type ClientView = z.infer<typeof ClientView>;
export const ClientPage = page(ClientView, 'ClientPage');

const code = z.string().meta({ description: 'Shown once: twelve letters in groups of four' });
export const RecordedConsent = z
  .strictObject({ consent: ConsentView, code: code.nullable(), codeUntil: nullableTime })
  .meta({ id: 'RecordedConsent' });
export const GivenCode = z.strictObject({ code, expiresAt: z.iso.datetime() }).meta({ id: 'GivenCode' });

export const TypedCode = z.strictObject({ code: Line(40) }).meta({ id: 'TypedCode' });
export const CodePreview = z
  .strictObject({
    purpose: z.enum(codePurposes),
    alias: z.string(),
    /** What is signed; null for a takeover. */
    text: nullableText,
    /** How many requests and answers come with a takeover. */
    things: z.int(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'CodePreview' });

export const OwnMandate = z
  .strictObject({
    clientId: z.uuid(),
    alias: z.string(),
    takenOverAt: nullableTime,
    consents: z.array(z.strictObject(consentFields).meta({ id: 'OwnConsent' })),
  })
  .meta({ id: 'OwnMandate' });
export type OwnMandate = z.infer<typeof OwnMandate>;
export const OwnMandatePage = page(OwnMandate, 'OwnMandatePage');
