// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Timestamp } from '../vocabulary.ts';

export const failureCodes = ['helper-prevented', 'asker-prevented', 'nobody-there', 'other'] as const;

/** It did not happen after all. */
export const AgreementFailed = defineMessage({
  type: 'agreement.failed',
  about: 'request',
  from: 'either',
  opens: false,
  body: z.strictObject({ code: z.enum(failureCodes), at: Timestamp }),
});
