// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { Line, Text } from '../vocabulary.ts';

/** Contact and place, sent only after an acceptance and as far as the person's protection allows. */
export const RequestDetails = defineMessage({
  type: 'request.details',
  about: 'request',
  from: 'asker',
  opens: false,
  body: z.strictObject({
    contactName: Line(120).optional(),
    phone: Line(40).optional(),
    place: Line(300).optional(),
    instructions: Text(2000).optional(),
  }),
});
