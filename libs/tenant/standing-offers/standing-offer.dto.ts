// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Text, Timestamp } from '#contracts';
import { page, PageQuery } from '#platform/http';

export const StandingOfferId = z.strictObject({ id: z.uuid() });
const Weekday = z.int().min(1).max(7);

export const CreateStandingOffer = z
  .strictObject({
    text: Text(300),
    area: Area.optional(),
    /** From 1, which is Monday. */
    weekday: Weekday,
    /** By the clock on the wall. */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'not-a-time' }),
    minutes: z.int().min(15).max(480).default(60),
    groupIds: z
      .array(z.uuid())
      .min(1)
      .max(20)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'twice' }),
    atOnce: z.int().min(1).max(10).default(1),
    until: Timestamp,
  })
  .meta({ id: 'CreateStandingOffer' });
export type CreateStandingOffer = z.infer<typeof CreateStandingOffer>;

export const StandingOfferQuery = PageQuery.extend({ whose: z.enum(['mine', 'others']).optional() });
export type StandingOfferQuery = z.infer<typeof StandingOfferQuery>;

/** Who offers is told when there is an agreement, and not before. */
export const StandingOfferView = z
  .strictObject({
    id: z.uuid(),
    text: z.string(),
    area: z.string().nullable(),
    weekday: z.int(),
    at: z.string(),
    minutes: z.int(),
    /** When whoever says yes now meets them; null when there is no such day. */
    next: z.iso.datetime().nullable(),
    mine: z.boolean(),
    /** For whoever offers: to everybody else it is there or not. */
    own: z
      .strictObject({
        state: z.enum(['open', 'paused', 'full', 'over']),
        groups: z.array(z.strictObject({ id: z.uuid(), name: z.string() })),
        atOnce: z.int(),
        until: z.iso.datetime(),
        /** Agreements that stand. */
        agreed: z.int(),
      })
      .nullable(),
    can: z.strictObject({
      take: z.boolean(),
      pause: z.boolean(),
      resume: z.boolean(),
      withdraw: z.boolean(),
    }),
  })
  .meta({ id: 'StandingOffer' });
export type StandingOfferView = z.infer<typeof StandingOfferView>;
export const StandingOfferPage = page(StandingOfferView, 'StandingOfferPage');
export const TakenStandingOffer = z.strictObject({ agreementId: z.uuid() }).meta({ id: 'TakenStandingOffer' });
