// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { waitingKinds } from './waiting.ts';

export const WaitingView = z
  .strictObject({
    items: z.array(
      z.strictObject({
        kind: z.enum(waitingKinds),
        count: z.int(),
        since: z.iso.datetime().nullable(),
        id: z.uuid(),
      }),
    ),
  })
  .meta({ id: 'Waiting' });
export type WaitingView = z.infer<typeof WaitingView>;
