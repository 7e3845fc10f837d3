// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Text, Timestamp } from '../vocabulary.ts';

/** A line of dialogue within an agreement. */
export const AgreementNote = defineMessage({
  type: 'agreement.note',
  about: 'request',
  from: 'either',
  opens: false,
  body: z.strictObject({ text: Text(1000), at: Timestamp }),
});
