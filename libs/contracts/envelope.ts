// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Sha512 } from './vocabulary.ts';

export const protocolVersion = 1;
export const largestMessage = 262_144;
export const deepestMessage = 20;
/** Most seconds between `iat` and `exp`. */
export const longestLife = 35 * 24 * 3600;
/** How far ahead of the receiver's clock `iat` may be. */
export const clockTolerance = 60;

export const mediaTypes = {
  sealed: 'application/jose',
  jwe: 'handslag+jwe',
  jws: 'handslag+jws',
  receipt: 'handslag+receipt',
  agreement: 'handslag+agreement',
  head: 'handslag+head',
  wall: 'handslag+wall',
} as const;

/** In the one way it is written: two readers never take two texts for one id, or one for two. */
const Id = z.uuid().refine((id) => id === id.toLowerCase(), { error: 'not-in-small-letters' });
const Seconds = z.int().min(0).max(253_402_300_799);

/** The signed payload. `prev` and `seen` are null only when there is nothing to point at. */
export const Envelope = z.strictObject({
  jti: Id,
  iss: Id,
  aud: Id,
  iat: Seconds,
  exp: Seconds,
  grant: Id,
  conversation: Id,
  seq: z.int().min(1).max(1_000_000_000),
  prev: Sha512.nullable(),
  seen: Sha512.nullable(),
  type: z
    .string()
    .regex(/^[a-z]+\.[a-z]+(\.v[0-9]+)?$/)
    .max(60),
  body: z.record(z.string(), z.unknown()),
  caseRef: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{1,64}$/)
    .optional(),
});
export type Envelope = z.infer<typeof Envelope>;
