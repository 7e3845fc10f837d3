// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';

/** A number below `sides`. */
export type Dice = (sides: number) => number;

/** The same throws for the same seed. */
export function dice(seed: string): Dice {
  let thrown = 0;
  return (sides) => {
    thrown += 1;
    return createHash('sha256').update(`${seed} ${thrown}`).digest().readUInt32BE(0) % sides;
  };
}
