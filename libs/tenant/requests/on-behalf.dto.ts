// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Line } from '#contracts';
import { NewConsent } from '#tenant/mandates';
import { tellWays } from './asker-columns.ts';

/** Somebody rang. `callerId`: they have shown who they are; otherwise the group's leaders say whether a call is enough. */
const PhoneCall = z
  .strictObject({
    callerId: z.uuid().optional(),
    /** By text message to the telephone in the details. */
    tellBy: z.enum(tellWays).default('call'),
  })
  .meta({ id: 'PhoneCall' });

/** A client by id, or somebody new by alias; with the consent they have just given, if none covers it yet. */
export const OnBehalf = z
  .strictObject({
    clientId: z.uuid().optional(),
    alias: Line(60).optional(),
    consent: NewConsent.optional(),
    call: PhoneCall.optional(),
  })
  .meta({ id: 'OnBehalf' });
