// SPDX-License-Identifier: EUPL-1.2
import { mediaTypes, PartnershipAgreement, type PublicKey, type SignedAgreement } from '#contracts';
import { decodeStrictly, parseShallow, publicKey, signCompact, signatureHeader, verifyCompact } from '#platform/crypto';
import type { OwnKey } from '../keys/tenant-keys.ts';

const deepest = 8;

/** The one text both sides sign. */
export async function signAgreement(agreement: PartnershipAgreement, key: OwnKey): Promise<SignedAgreement> {
  const [protectedHeader, payload, signature] = (
    await signCompact(JSON.stringify(agreement), key, mediaTypes.agreement)
  ).split('.') as [string, string, string];
  return { payload, signatures: [{ protected: protectedHeader, signature }] };
}

/** Adds our signature to what the other side has signed. */
export async function countersign(signed: SignedAgreement, key: OwnKey): Promise<SignedAgreement> {
  const text = decodeStrictly(signed.payload)?.toString('utf8') ?? '';
  const [header, , signature] = (await signCompact(text, key, mediaTypes.agreement)).split('.') as [
    string,
    string,
    string,
  ];
  return { payload: signed.payload, signatures: [...signed.signatures.slice(0, 1), { protected: header, signature }] };
}

export function readAgreement(signed: SignedAgreement): PartnershipAgreement | null {
  const text = decodeStrictly(signed.payload)?.toString('utf8');
  return PartnershipAgreement.safeParse(text ? parseShallow(text, deepest) : null).data ?? null;
}

/** True when one of these keys has made the signature at that place. */
export async function isSignedBy(signed: SignedAgreement, place: 0 | 1, keys: readonly PublicKey[]): Promise<boolean> {
  const signature = signed.signatures[place];
  if (!signature) return false;
  const jws = `${signature.protected}.${signed.payload}.${signature.signature}`;
  const kid = signatureHeader(jws)?.kid;
  const key = keys.find((one) => one.use === 'sig' && one.kid === kid);
  return (
    key !== undefined &&
    (await verifyCompact(jws, { kid: key.kid, key: await publicKey('sig', key.x) }, mediaTypes.agreement)) !== null
  );
}
