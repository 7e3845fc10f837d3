// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

/** Hash of what is sent, fit for an ETag or an address that may be kept for ever: 16 characters, 96 bits. */
export const fingerprint = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 16);

const entityTag = /(?:W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g;

/**
 * Whether If-None-Match names this tag: one of a list, weak or not, or `*` (RFC 9110, section 13.1.2).
 * @param tag quoted, as it is sent in ETag.
 */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return [...ifNoneMatch.matchAll(entityTag)].some(([, named]) => named === tag);
}
