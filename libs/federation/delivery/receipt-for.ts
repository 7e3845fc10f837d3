// SPDX-License-Identifier: EUPL-1.2
import { mediaTypes, ReceiptClaims } from '#contracts';
import { parseShallow, publicKey, verifyCompact } from '#platform/crypto';
import type { PartnerKey } from '../peers/partner-key.entity.ts';

/** What a receipt must say to be the one for a letter. */
export type Wanted = Pick<ReceiptClaims, 'iss' | 'aud' | 'jti' | 'seq' | 'sha512' | 'conversation'>;

/** Whether one of these keys has signed that just this letter arrived. */
export async function isReceiptFor(
  receipt: string,
  signers: readonly Pick<PartnerKey, 'kid' | 'x'>[],
  wanted: Wanted,
): Promise<boolean> {
  for (const { kid, x } of signers) {
    const text = await verifyCompact(receipt, { kid, key: await publicKey('sig', x) }, mediaTypes.receipt);
    const claims = text ? ReceiptClaims.safeParse(parseShallow(text, 3)).data : undefined;
    if (!claims) continue;
    return (Object.keys(wanted) as (keyof Wanted)[]).every((field) => claims[field] === wanted[field]);
  }
  return false;
}
