// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Timestamp } from '#contracts';
import { whysOfInvitation } from '#tenant/fairness';

/** A shift that is being planned. */
export const PoolQuestion = z.strictObject({
  from: Timestamp,
  to: Timestamp,
  places: z.coerce.number().int().min(1).max(20),
  area: Area.optional(),
});
export type PoolQuestion = z.infer<typeof PoolQuestion>;

export const PoolView = z
  .strictObject({
    /** Whom the shift would reach. */
    people: z.int(),
    /** Have said that they can all that time. */
    can: z.int(),
    /** Have said other times nearby, and not this one. */
    cannot: z.int(),
    /** Have said nothing of those days. */
    unsaid: z.int(),
    /** So many ought to be invited. */
    invites: z.int(),
    why: z.enum(whysOfInvitation),
  })
  .meta({ id: 'Pool' });
export type PoolView = z.infer<typeof PoolView>;
