// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { viewerRoles } from '#tenant/audit';

export const SeenView = z
  .strictObject({
    /** Who can meet it as it stands; null when it is no longer open. */
    reach: z
      .strictObject({
        /** In quiet: so many at most, a few at a time. How many have had their turn is told to nobody. */
        people: z.int(),
        quiet: z.boolean(),
        /** Nobody answered for a day, and the coordinators may read it. */
        coordinators: z.boolean(),
      })
      .nullable(),
    /** Who opened something of it here, by role; a partner is one, however many there are. */
    roles: z.array(
      z.strictObject({
        role: z.enum(viewerRoles),
        people: z.int().nullable(),
        what: z.array(z.string()),
        first: z.iso.datetime(),
        last: z.iso.datetime(),
      }),
    ),
    /** Where it was sent, how far it has come there, and since when. */
    partners: z.array(
      z.strictObject({
        partnerName: z.string(),
        state: z.string(),
        functionAddress: z.string().nullable(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Seen' });
export type SeenView = z.infer<typeof SeenView>;
