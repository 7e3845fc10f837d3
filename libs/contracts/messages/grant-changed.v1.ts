// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Grant } from '../grant.ts';
import { defineMessage } from '../message.ts';

/** The sender narrowed the grant; a wider one is refused. */
export const GrantChanged = defineMessage({
  type: 'grant.changed',
  about: 'partnership',
  from: 'either',
  opens: false,
  body: z.strictObject({ grant: Grant }),
});
