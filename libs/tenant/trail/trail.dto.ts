// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { roles } from '#platform/authz';
import { page } from '#platform/http';
import { acts } from './told.ts';

/** What a sentence needs; a name is null when whoever or whatever bore it is gone. */
export const EventView = z
  .strictObject({
    id: z.uuid(),
    at: z.iso.datetime(),
    act: z.enum(acts),
    by: z.strictObject({ kind: z.enum(['person', 'partner', 'system']), name: z.string().nullable() }),
    /** The group, person, unit or partner it was about; of a link, the group whose needs it carries. */
    about: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
    /** Whoever was let in, appointed and so on. */
    person: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    /** The group whose helpers a link reaches. */
    reaches: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
    role: z.enum(roles).nullable(),
  })
  .meta({ id: 'TrailEvent' });
export type EventView = z.infer<typeof EventView>;

export const EventPage = page(EventView, 'TrailEventPage');
