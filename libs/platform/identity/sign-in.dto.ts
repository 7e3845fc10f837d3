// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { page } from '#platform/http';

/** Only a path of our own: `//host` and `/\host` are other sites to a browser. */
const ownPath = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/);

export const SignInQuery = z.strictObject({
  as: z.enum(['resident', 'staff', 'member']),
  return: ownPath.catch('/').default('/'),
  acr: z.enum(['same-device', 'qr']).optional(),
  invitation: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,200}$/)
    .optional(),
});

export const SignedOut = z
  .strictObject({
    redirect: z.url().nullable().meta({ description: "Where the provider's own session ends, if it keeps one" }),
  })
  .meta({ id: 'SignedOut' });

export const SessionView = z
  .strictObject({
    id: z.uuid(),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    device: z.string(),
    current: z.boolean(),
    endsAt: z.iso.datetime().meta({ description: 'When it ends, if nobody touches the page' }),
  })
  .meta({ id: 'Session' });

export const SessionPage = page(SessionView, 'SessionPage');
