// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';

export const declineCodes = ['no-capacity', 'outside-area', 'not-our-kind', 'too-short-notice'] as const;

/** We cannot: a code, never free text about a person. */
export const RequestDeclined = defineMessage({
  type: 'request.declined',
  about: 'request',
  from: 'helper',
  opens: false,
  body: z.strictObject({ code: z.enum(declineCodes) }),
});
