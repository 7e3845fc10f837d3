// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Timestamp } from '../vocabulary.ts';

/** The partnership is over; nothing but this message's receipt comes after it. */
export const PartnerEnded = defineMessage({
  type: 'partner.ended',
  about: 'partnership',
  from: 'either',
  opens: false,
  body: z.strictObject({ at: Timestamp }),
});
