// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

/** A number below `sides`. */
export type Dice = (sides: number) => number;

const throwsPerDigest = 8;

/** The same throws for the same seed. */
export function dice(seed: string): Dice {
  let thrown = 0;
  let digest = Buffer.alloc(0);
  return (sides) => {
    const at = thrown % throwsPerDigest;
    if (at === 0) digest = createHash('sha256').update(`${seed} ${thrown}`).digest();
    thrown += 1;
    return digest.readUInt32BE(at * 4) % sides;
  };
}
