// SPDX-License-Identifier: EUPL-1.2
import type { Randomness } from '#kernel';

const firstMs = 2_000;
/** Nobody waits longer than this for the next try. */
export const longestWaitMs = 15 * 60 * 1000;

/** How often a partner that is silent is knocked at, with one letter: when it is back, it hears from us within a minute. */
export const longestSilenceMs = 60_000;

/** Twice as long each time, up to 15 minutes, of which the last half is by chance so that not all come back at once. */
export function waitAfter(failures: number, randomness: Randomness, most = longestWaitMs): number {
  const longest = Math.min(firstMs * 2 ** Math.min(failures, 20), most);
  const chance = randomness.bytes(2).readUInt16BE(0) / 65_535;
  return Math.round(longest / 2 + (longest / 2) * chance);
}
