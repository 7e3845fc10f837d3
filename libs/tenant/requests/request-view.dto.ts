// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { ServiceType } from '#contracts';
import { page } from '#platform/http';
import { OfferView } from './offer.dto.ts';
import { tellWays } from './asker-columns.ts';
import { matchings } from './request.entity.ts';
import { requestStates } from './transitions.ts';

const named = z.strictObject({ id: z.uuid(), name: z.string() });

export const RequestView = z
  .strictObject({
    id: z.uuid(),
    number: z.int(),
    serviceType: ServiceType,
    /** Null for whoever was asked in quiet and has not said that they can. */
    text: z.string().nullable(),
    area: z.string().nullable(),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime().nullable(),
    headCount: z.int(),
    state: z.enum(requestStates),
    ask: z.boolean(),
    matching: z.enum(matchings),
    quiet: z.boolean(),
    /** It is, or was, the reader's turn. */
    asked: z.boolean(),
    /** Until then it is left to groups that have had less than their share. */
    keptUntil: z.iso.datetime().nullable(),
    postedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime(),
    mine: z.boolean(),
    onBehalf: z.strictObject({ alias: z.string(), clientId: z.uuid().nullable() }).nullable(),
    /** How it came by telephone; to the asker's side. */
    call: z.strictObject({ proven: z.boolean(), tellBy: z.enum(tellWays) }).nullable(),
    groups: z.array(named),
    source: z.strictObject({ partnerName: z.string() }).nullable(),
    offers: z.int().nullable(),
    /** Of a shift, to the asker's side; who has not answered or has said no is nowhere told apart. */
    shift: z.strictObject({ filled: z.int(), standIns: z.int(), invited: z.int(), unanswered: z.int() }).nullable(),
    /** The reader's place among those who stand in for a shift, the first one being 1. */
    standIn: z.int().nullable(),
    myOffer: OfferView.nullable(),
    agreementId: z.uuid().nullable(),
    partners: z.array(
      z.strictObject({
        id: z.uuid(),
        partnerName: z.string(),
        state: z.string(),
        functionAddress: z.string().nullable(),
        headCount: z.int().nullable(),
        at: z.iso.datetime(),
        declineCode: z.string().nullable(),
      }),
    ),
    version: z.int(),
    can: z.strictObject({
      update: z.boolean(),
      send: z.boolean(),
      withdraw: z.boolean(),
      extend: z.boolean(),
      offer: z.boolean(),
      viewOffers: z.boolean(),
      pass: z.boolean(),
      broaden: z.boolean(),
    }),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof RequestView>;
export const RequestPage = page(RequestView, 'RequestPage');

export const FiguresQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(3660).default(365) });
export const FiguresView = z
  .strictObject({
    asked: z.int(),
    agreed: z.int(),
    expired: z.int(),
    withdrawn: z.int(),
    open: z.int(),
    others: z.int(),
  })
  .meta({ id: 'RequestFigures' });

export const AccessEntryPage = page(
  z.strictObject({ at: z.iso.datetime(), role: z.string(), what: z.string() }).meta({ id: 'AccessEntry' }),
  'AccessEntryPage',
);
