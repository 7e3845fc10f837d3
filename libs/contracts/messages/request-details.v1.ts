// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { FunctionAddress, Line, Text } from '../vocabulary.ts';

/** How the asker's side is reached, sent after every acceptance; contact and place only when given, and as far as the person's protection allows. */
export const RequestDetails = defineMessage({
  type: 'request.details',
  about: 'request',
  from: 'asker',
  opens: false,
  body: z.strictObject({
    functionAddress: FunctionAddress.optional(),
    contactName: Line(120).optional(),
    phone: Line(40).optional(),
    place: Line(300).optional(),
    instructions: Text(2000).optional(),
  }),
});
