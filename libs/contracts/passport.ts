// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { CompactJws, Line } from './vocabulary.ts';

/** `typ` of what a tenant attests, and of how its holder shows it. Neither is a message: no tenant sends them. */
export const attestationType = 'handslag-attestation+jws';
export const presentationType = 'handslag-presentation+jws';

const seconds = z.int().min(0).max(32_503_680_000);
const HolderKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** "This person fulfils this requirement, seen by us on this date", signed by the tenant; names as in JWT and its `cnf`. */
export const AttestationClaims = z.strictObject({
  iss: z.uuid(),
  /** When it was taken along: that it held at that moment is what is proven. */
  iat: seconds,
  exp: seconds,
  /** What the holder is called where it was issued, so that whoever is shown it can see that it is theirs. */
  holder: Line(120),
  kind: z.enum(['interview', 'course', 'register-extract', 'minimum-age', 'language']),
  subject: z.union([Line(80), z.literal('')]),
  years: z.int().min(13).max(99).nullable(),
  seenOn: z.iso.date(),
  /** The public half of a key that the holder alone has. */
  cnf: z.strictObject({ jwk: HolderKey }),
});
export type AttestationClaims = z.infer<typeof AttestationClaims>;

/** Signed by the holder's own key, in their browser, for one tenant and one question of it. */
export const PresentationClaims = z.strictObject({
  aud: z.uuid(),
  nonce: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  attestation: CompactJws.max(4096),
});
export type PresentationClaims = z.infer<typeof PresentationClaims>;
