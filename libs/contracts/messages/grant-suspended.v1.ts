// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';

/** The sender pauses the partnership, or takes it up again. */
export const GrantSuspended = defineMessage({
  type: 'grant.suspended',
  about: 'partnership',
  from: 'either',
  opens: false,
  body: z.strictObject({ suspended: z.boolean() }),
});
