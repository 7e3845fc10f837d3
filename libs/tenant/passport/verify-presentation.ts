// SPDX-License-Identifier: EUPL-1.2
import { AttestationClaims, attestationType, PresentationClaims, presentationType } from '#contracts';
import type { Signer } from '#federation';
import { Invalid } from '#kernel';
import { parseShallow, publicKey, signatureHeader, thumbprint, unverifiedText, verifyCompact } from '#platform/crypto';

export interface Occasion {
  readonly audience: string;
  /** What we asked this person to sign; null when we asked nothing, or too long ago. */
  readonly nonce: string | null;
  readonly now: Date;
  readonly keysBy: (kid: string) => Promise<readonly Signer[]>;
}

const deepest = 4;
/** It is fetched from its issuer for the day it is shown: whoever's was withdrawn gets no new one. */
const freshMs = 86_400_000;
/** Clocks of two tenants may differ by this. */
const aheadMs = 60_000;

/**
 * What a holder shows us, checked with what is here already: nobody is asked, so nobody learns of it.
 * @returns what is attested, and the thumbprint of the holder's key
 * @throws Invalid `passport.…` that says what is wrong with it
 */
export async function verifyPresentation(
  presentation: string,
  { audience, nonce, now, keysBy }: Occasion,
): Promise<{ claims: AttestationClaims; holderKey: string }> {
  const shown = PresentationClaims.safeParse(parseShallow(unverifiedText(presentation) ?? '', deepest));
  if (!shown.success) throw new Invalid('passport.forged');
  const claims = await attested(shown.data.attestation, keysBy);
  const holderKey = await holderOf(presentation, claims);
  if (shown.data.aud !== audience) throw new Invalid('passport.for-somebody-else');
  if (nonce === null || shown.data.nonce !== nonce) throw new Invalid('passport.shown-before');
  if (claims.exp * 1000 <= now.getTime()) throw new Invalid('passport.expired');
  if (now.getTime() - claims.iat * 1000 > freshMs) throw new Invalid('passport.too-old');
  if (claims.iat * 1000 > now.getTime() + aheadMs) throw new Invalid('passport.forged');
  return { claims, holderKey };
}

async function attested(jws: string, keysBy: Occasion['keysBy']): Promise<AttestationClaims> {
  const header = signatureHeader(jws);
  if (!header) throw new Invalid('passport.forged');
  const keys = await keysBy(header.kid);
  if (keys.length === 0) throw new Invalid('passport.issuer-unknown');
  for (const key of keys) {
    const text = await verifyCompact(jws, { kid: key.kid, key: await publicKey('sig', key.x) }, attestationType);
    const claims = AttestationClaims.safeParse(parseShallow(text ?? '', deepest));
    // A partner speaks for itself only; what was signed with a key before its end stays signed.
    if (claims.success && claims.data.iss === key.tenant && key.goodAt(new Date(claims.data.iat * 1000)))
      return claims.data;
  }
  throw new Invalid('passport.forged');
}

async function holderOf(presentation: string, { cnf: { jwk } }: AttestationClaims): Promise<string> {
  const kid = await thumbprint('sig', jwk.x);
  const text = await verifyCompact(presentation, { kid, key: await publicKey('sig', jwk.x) }, presentationType);
  if (text === null) throw new Invalid('passport.other-holder');
  return kid;
}
