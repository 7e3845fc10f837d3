// SPDX-License-Identifier: EUPL-1.2
/**
 * Bytes of a base64url text that is written in the one canonical way.
 * Lenient decoding would let a signed text be changed without the signature noticing.
 */
export function decodeStrictly(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}
