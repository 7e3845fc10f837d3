// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { defineMessage } from '../message.ts';
import { FunctionAddress, Timestamp } from '../vocabulary.ts';

/** We help: a function answers for it, never a named person. */
export const RequestAccepted = defineMessage({
  type: 'request.accepted',
  about: 'request',
  from: 'helper',
  opens: false,
  body: z.strictObject({
    functionAddress: FunctionAddress,
    headCount: z.int().min(1).max(20),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    at: Timestamp,
  }),
});
