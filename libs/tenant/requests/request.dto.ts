// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line, ServiceType, Text, Timestamp } from '#contracts';
import { PageQuery } from '#platform/http';
import { OnBehalf } from './on-behalf.dto.ts';
import { matchings } from './request.entity.ts';
import { requestStates } from './transitions.ts';

const named = z.strictObject({ id: z.uuid(), name: z.string() });
const GroupIds = z
  .array(z.uuid())
  .max(20)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'twice' });
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
  .strictObject({
    groupIds: GroupIds,
    partnerIds: GroupIds.optional(),
    onBehalf: z.boolean().optional(),
    /** Whom it is for, if somebody one speaks for. */
    clientId: z.uuid().optional(),
    serviceType: ServiceType,
    area: Area.optional(),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    quiet: z.boolean().default(false),
  })
  .meta({ id: 'AudienceQuestion' });
export type AudienceQuestion = z.infer<typeof AudienceQuestion>;

export const AudienceView = z
  .strictObject({
    people: z.int(),
    groups: z.array(named.extend({ people: z.int() })),
    partners: z.array(named.extend({ sees: z.array(z.string()) })),
    /** So many of the people are asked first; the rest in turn. */
    first: z.int(),
    /** So many would see the card if nobody answered for a day. */
    coordinators: z.int(),
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
    onBehalf: OnBehalf.optional(),
    matching: z.enum(matchings).default('asker-chooses'),
    /** Shown to a few qualified helpers at a time, and to nobody else; step by step. */
    quiet: z.boolean().default(false),
    /** It is a shift: so many of the pool are invited at a time, and whoever says yes when it is full stands in. */
    invites: z.int().min(1).max(200).optional(),
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
    details: DetailsInput,
  })
  .partial()
  .meta({ id: 'UpdateRequest' });
export type UpdateRequest = z.infer<typeof UpdateRequest>;

export const ExtendRequest = z.strictObject({ expiresAt: Timestamp }).meta({ id: 'ExtendRequest' });

export const RequestId = z.strictObject({ id: z.uuid() });
export const RequestQuery = PageQuery.extend({
  scope: z.enum(['feed', 'mine', 'board']).default('feed'),
  serviceType: ServiceType.optional(),
  area: Area.optional(),
  group: z.uuid().optional(),
  state: z.enum(requestStates).optional(),
});
export type RequestQuery = z.infer<typeof RequestQuery>;
