// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { KeySet } from '../keys.ts';
import { defineMessage } from '../message.ts';
import { Thumbprint } from '../vocabulary.ts';

/** The sender's whole new key set, signed by a key that is still good. `revoked` keys are refused from now on. */
export const KeysRotated = defineMessage({
  type: 'keys.rotated',
  about: 'partnership',
  from: 'either',
  opens: false,
  body: z.strictObject({ keys: KeySet, revoked: z.array(Thumbprint).max(16) }),
});
