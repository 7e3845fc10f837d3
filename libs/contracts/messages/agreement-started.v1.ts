// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Timestamp } from '../vocabulary.ts';

/** The help has begun. */
export const AgreementStarted = defineMessage({
  type: 'agreement.started',
  about: 'request',
  from: 'either',
  opens: false,
  body: z.strictObject({ at: Timestamp }),
});
