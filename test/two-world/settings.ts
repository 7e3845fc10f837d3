// SPDX-License-Identifier: EUPL-1.2
import { randomInt } from 'node:crypto';
import type { Mode } from './time.ts';

const { HANDSLAG_CASES, HANDSLAG_SEED, HANDSLAG_PATH, HANDSLAG_REPLAY, HANDSLAG_DIRECTION, HANDSLAG_MODE } =
  process.env;
const { HANDSLAG_MINUTES, HANDSLAG_FIRST, HANDSLAG_IDENTICAL, HANDSLAG_REPORT, HANDSLAG_OPERATIONS } = process.env;

/** How a run is told what to do: `npm run two-world -- --help`. */
export const settings = {
  /** Of both modes and all directions together; three of four are in mode D. */
  cases: Number(HANDSLAG_CASES ?? 200),
  /** When time is up no further story begins, and the run says how many there were. */
  minutes: Number(HANDSLAG_MINUTES ?? Number.POSITIVE_INFINITY),
  seed: HANDSLAG_SEED ? Number(HANDSLAG_SEED) : randomInt(2 ** 31),
  path: HANDSLAG_PATH,
  replay: HANDSLAG_REPLAY,
  direction: HANDSLAG_DIRECTION,
  modes: (HANDSLAG_MODE ? [HANDSLAG_MODE.toUpperCase()] : ['D', 'R']) as Mode[],
  /** Names of those that are done in secret; a run with a choice says nothing of how often the others were. */
  operations: HANDSLAG_OPERATIONS?.split(','),
  /** End at the first difference, without looking for a shorter story. */
  first: HANDSLAG_FIRST === '1',
  /** The control: both worlds do the same. */
  identical: HANDSLAG_IDENTICAL === '1',
  report: HANDSLAG_REPORT === '1',
};
