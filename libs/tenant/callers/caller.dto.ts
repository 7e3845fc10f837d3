// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { callerStates } from '#platform/identity';
import { locales } from '#tenant/people';

export const RingUp = z
  .strictObject({
    /** As the caller says it, with or without its hyphen; asked of the provider and kept nowhere. */
    personalNumber: z.string().regex(/^\d{8}[- ]?\d{4}$/, { error: 'not-a-personal-number' }),
    /** Of what stands on the caller's own screen: as the agent hears it, or has been asked. */
    locale: z.enum(locales).default('sv'),
  })
  .meta({ id: 'RingUp' });

export const CallerId = z.strictObject({ id: z.uuid() });
export const CallerView = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(callerStates),
    expiresAt: z.iso.datetime(),
    /** First name of whoever has shown who they are. */
    name: z.string().nullable(),
    /** What stands on the caller's own screen. */
    message: z.string(),
  })
  .meta({ id: 'Caller' });
