// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { failureCodes, Text } from '#contracts';
import { page } from '#platform/http';
import { sides } from './agreement.entity.ts';
import { RequestView } from './request-view.dto.ts';
import { agreementStates } from './transitions.ts';

const text = z.string().nullable();

export const AgreementView = z
  .strictObject({
    id: z.uuid(),
    request: RequestView,
    side: z.enum(sides),
    askerName: z.string(),
    helpers: z.array(z.strictObject({ id: z.uuid(), displayName: z.string(), withStaff: z.boolean() })),
    partner: z.strictObject({ functionAddress: z.string() }).nullable(),
    state: z.enum(agreementStates),
    madeAt: z.iso.datetime(),
    completedBySide: z.enum(sides).nullable(),
    details: z
      .strictObject({ functionAddress: text, contactName: text, phone: text, place: text, instructions: text })
      .meta({ id: 'RequestDetails' })
      .nullable(),
    version: z.int(),
    can: z.strictObject({
      start: z.boolean(),
      complete: z.boolean(),
      confirm: z.boolean(),
      fail: z.boolean(),
      note: z.boolean(),
      block: z.boolean(),
    }),
  })
  .meta({ id: 'Agreement' });
export type AgreementView = z.infer<typeof AgreementView>;
export const AgreementPage = page(AgreementView, 'AgreementPage');

export const NoteView = z
  .strictObject({ id: z.uuid(), author: z.string(), mine: z.boolean(), text: z.string(), at: z.iso.datetime() })
  .meta({ id: 'Note' });
export type NoteView = z.infer<typeof NoteView>;
export const NotePage = page(NoteView, 'NotePage');

export const CreateNote = z.strictObject({ text: Text(1000) }).meta({ id: 'CreateNote' });
export const Failure = z
  .strictObject({ code: z.enum(failureCodes) })
  .default({ code: 'other' })
  .meta({ id: 'Failure' });
