// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Area, Line } from '#contracts';
import { locales, RoleView } from '#tenant/people';
import { protections } from '#tenant/protection';

export const MeView = z
  .strictObject({
    person: z.strictObject({
      id: z.uuid(),
      displayName: z.string(),
      locale: z.enum(locales),
      area: z.string().nullable(),
      protection: z.enum(protections),
    }),
    roles: z.array(RoleView),
    groups: z.array(
      z.strictObject({
        id: z.uuid(),
        name: z.string(),
        leader: z.boolean(),
        state: z.enum(['applied', 'member', 'declined']),
      }),
    ),
    termsAccepted: z.boolean(),
    termsVersion: z.int(),
    /** General abilities by name; what is not hosted here is not named. */
    can: z.record(z.string(), z.boolean()),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof MeView>;

export const UpdateMe = z
  .strictObject({
    displayName: Line(120).transform((name) => name.trim()),
    locale: z.enum(locales),
    area: Area.nullable(),
    protection: z.enum(protections),
  })
  .partial()
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof UpdateMe>;
