// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Thumbprint, Timestamp } from './vocabulary.ts';

const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'not-a-coordinate' });

/** A public key as it is published and pinned; `exp` and `nbf` as in a JWK Set with validity. */
const validity = { kid: Thumbprint, validFrom: Timestamp, validTo: Timestamp.nullable() };

export const SigningKey = z
  .strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    use: z.literal('sig'),
    alg: z.literal('EdDSA'),
    x: Coordinate,
    ...validity,
  })
  .meta({ id: 'SigningKey' });
export const SealingKey = z
  .strictObject({
    kty: z.literal('OKP'),
    crv: z.literal('X25519'),
    use: z.literal('enc'),
    alg: z.literal('ECDH-ES'),
    x: Coordinate,
    ...validity,
  })
  .meta({ id: 'SealingKey' });
export const PublicKey = z.discriminatedUnion('use', [SigningKey, SealingKey]);
export type SigningKey = z.infer<typeof SigningKey>;
export type SealingKey = z.infer<typeof SealingKey>;
export type PublicKey = z.infer<typeof PublicKey>;

export const KeySet = z
  .array(PublicKey)
  .min(2)
  .max(8)
  .refine((keys) => keys.some((key) => key.use === 'sig') && keys.some((key) => key.use === 'enc'), {
    error: 'needs-both-uses',
  });
