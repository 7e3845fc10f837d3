// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

/** An id that is the same in every installation of the demo (UUID version 8, from a name). */
export function idOf(...name: readonly (string | number)[]): string {
  const hash = createHash('sha256')
    .update(`handslag demo\n${name.join('\n')}`)
    .digest()
    .subarray(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
