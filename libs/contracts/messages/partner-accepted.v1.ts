// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { SignedAgreement } from '../agreement.ts';
import { defineMessage } from '../message.ts';

/** First from the accepter (with the invitation's token and one signature), then back with both signatures. */
export const PartnerAccepted = defineMessage({
  type: 'partner.accepted',
  about: 'partnership',
  from: 'either',
  opens: true,
  body: z.strictObject({
    agreement: SignedAgreement,
    token: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .optional(),
  }),
});
