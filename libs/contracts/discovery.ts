// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { KeySet } from './keys.ts';
import { FunctionAddress, Line, TenantKind } from './vocabulary.ts';

/** `GET /.well-known/handslag`. Nothing in it changes when internal groups change. */
export const Discovery = z
  .strictObject({
    versions: z.array(z.int().min(1)).min(1).max(8),
    tenant: z.uuid(),
    name: Line(120),
    kind: TenantKind,
    functionAddresses: z.array(FunctionAddress).max(20),
    keys: KeySet,
    largestMessage: z.int().min(1024),
  })
  .meta({ id: 'Discovery' });
export type Discovery = z.infer<typeof Discovery>;
