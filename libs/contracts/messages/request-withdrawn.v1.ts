// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';

/** No longer needed from you: the asker withdrew it, or someone else (never said who) was first. */
export const RequestWithdrawn = defineMessage({
  type: 'request.withdrawn',
  about: 'request',
  from: 'asker',
  opens: false,
  body: z.strictObject({ code: z.enum(['withdrawn', 'taken']) }),
});
