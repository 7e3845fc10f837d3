// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Timestamp } from '../vocabulary.ts';

/** The request's own clock has run out. Each side also closes it by its own clock. */
export const RequestExpired = defineMessage({
  type: 'request.expired',
  about: 'request',
  from: 'either',
  opens: false,
  body: z.strictObject({ at: Timestamp }),
});
