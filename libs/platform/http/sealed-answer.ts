// SPDX-License-Identifier: EUPL-1.2
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** An answer that only the sender of the same Idempotency-Key can have again: of the key itself we keep a hash. */
export interface SealedAnswer {
  readonly sealed: string;
}

export const nonceBytes = 12;
const tagBytes = 16;
const keyFrom = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'handslag remembered answer 1', 32));

/** @param nonce 12 bytes, never used before. */
export function sealAnswer(secret: string, nonce: Buffer, answer: unknown): SealedAnswer {
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), nonce);
  const bytes = [cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()];
  return { sealed: Buffer.concat([nonce, ...bytes, cipher.getAuthTag()]).toString('base64url') };
}

/** @throws when it was sealed under another key, or changed. */
export function openAnswer(secret: string, { sealed }: SealedAnswer): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', keyFrom(secret), bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as unknown;
}
