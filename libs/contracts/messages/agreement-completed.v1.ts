// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Timestamp } from '../vocabulary.ts';

/** The sender's side says the help was given. */
export const AgreementCompleted = defineMessage({
  type: 'agreement.completed',
  about: 'request',
  from: 'either',
  opens: false,
  body: z.strictObject({ at: Timestamp }),
});
