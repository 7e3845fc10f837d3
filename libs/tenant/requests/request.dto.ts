// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line, ServiceType, Text, Timestamp } from '#contracts';
import { page, PageQuery } from '#platform/http';
import { matchings } from './request.entity.ts';
import { offerStates } from './offer.entity.ts';
import { requestStates } from './transitions.ts';

const named = z.strictObject({ id: z.uuid(), name: z.string() });
const GroupIds = z.array(z.uuid()).max(20).refine((ids) => new Set(ids).size === ids.length, { error: 'twice' });
const HeadCount = z.int().min(1).max(20);

export const DetailsInput = z
  .strictObject({
    contactName: Line(120).optional(),
    phone: Line(40).optional(),
    place: Line(300).optional(),
    instructions: Text(2000).optional(),
  })
  .meta({ id: 'RequestDetailsInput' });
export type DetailsInput = z.infer<typeof DetailsInput>;

export const AudienceQuestion = z
  .strictObject({ groupIds: GroupIds, partnerIds: GroupIds.optional(), serviceType: ServiceType, area: Area.optional() })
  .meta({ id: 'AudienceQuestion' });
export type AudienceQuestion = z.infer<typeof AudienceQuestion>;

export const AudienceView = z
  .strictObject({
    people: z.int(),
    groups: z.array(named.extend({ people: z.int() })),
    partners: z.array(named.extend({ sees: z.array(z.string()) })),
  })
  .meta({ id: 'Audience' });

export const CreateRequest = z
  .strictObject({
    serviceType: ServiceType,
    text: Text(1000),
    area: Area.optional(),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    groupIds: GroupIds,
    partnerIds: GroupIds.optional(),
    headCount: HeadCount.default(1),
    expiresAt: Timestamp.optional(),
    ask: z.boolean().default(true),
    onBehalf: z.strictObject({ alias: Line(60) }).optional(),
    matching: z.enum(matchings).default('asker-chooses'),
    details: DetailsInput.optional(),
    send: z.boolean(),
  })
  .meta({ id: 'CreateRequest' });
export type CreateRequest = z.infer<typeof CreateRequest>;

export const UpdateRequest = z
  .strictObject({
    serviceType: ServiceType,
    text: Text(1000),
    area: Area.nullable(),
    from: Timestamp.nullable(),
    to: Timestamp.nullable(),
    groupIds: GroupIds,
    partnerIds: GroupIds,
    headCount: HeadCount,
    expiresAt: Timestamp,
    matching: z.enum(matchings),
    onBehalf: z.strictObject({ alias: Line(60) }),
    details: DetailsInput,
  })
  .partial()
  .meta({ id: 'UpdateRequest' });
export type UpdateRequest = z.infer<typeof UpdateRequest>;

export const ExtendRequest = z.strictObject({ expiresAt: Timestamp }).meta({ id: 'ExtendRequest' });

export const RequestId = z.strictObject({ id: z.uuid() });
export const OfferPath = z.strictObject({ id: z.uuid(), offerId: z.uuid() });

export const CreateOffer = z.strictObject({ note: Text(500).optional() }).default({}).meta({ id: 'CreateOffer' });
export type CreateOffer = z.infer<typeof CreateOffer>;

export const OfferView = z
  .strictObject({
    id: z.uuid(),
    helperName: z.string(),
    note: z.string().nullable(),
    state: z.enum(offerStates),
    at: z.iso.datetime(),
    can: z.strictObject({ accept: z.boolean(), withdraw: z.boolean() }),
  })
  .meta({ id: 'Offer' });
export type OfferView = z.infer<typeof OfferView>;
export const OfferPage = page(OfferView, 'OfferPage');
export const MadeOffer = z
  .strictObject({ offer: OfferView, agreementId: z.uuid().nullable() })
  .meta({ id: 'MadeOffer' });

export const RequestView = z
  .strictObject({
    id: z.uuid(),
    number: z.int(),
    serviceType: ServiceType,
    text: z.string(),
    area: z.string().nullable(),
    from: z.iso.datetime().nullable(),
    to: z.iso.datetime().nullable(),
    headCount: z.int(),
    state: z.enum(requestStates),
    ask: z.boolean(),
    matching: z.enum(matchings),
    postedAt: z.iso.datetime().nullable(),
    expiresAt: z.iso.datetime(),
    mine: z.boolean(),
    onBehalf: z.strictObject({ alias: z.string() }).nullable(),
    groups: z.array(named),
    source: z.strictObject({ partnerName: z.string() }).nullable(),
    offers: z.int().nullable(),
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
    }),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof RequestView>;
export const RequestPage = page(RequestView, 'RequestPage');

export const RequestQuery = PageQuery.extend({
  scope: z.enum(['feed', 'mine', 'board']).default('feed'),
  serviceType: ServiceType.optional(),
  area: Area.optional(),
  group: z.uuid().optional(),
  state: z.enum(requestStates).optional(),
});
export type RequestQuery = z.infer<typeof RequestQuery>;

export const FiguresQuery = z.strictObject({ days: z.coerce.number().int().min(1).max(3660).default(365) });
export const FiguresView = z
  .strictObject({ asked: z.int(), agreed: z.int(), expired: z.int(), withdrawn: z.int(), open: z.int(), others: z.int() })
  .meta({ id: 'RequestFigures' });

export const AccessEntryPage = page(
  z.strictObject({ at: z.iso.datetime(), role: z.string(), what: z.string() }).meta({ id: 'AccessEntry' }),
  'AccessEntryPage',
);
