// SPDX-License-Identifier: EUPL-1.2
import { Clock } from '#kernel';

/** D: seeded and logical, compared byte by byte. R: real randomness and a clock that runs. */
export type Mode = 'D' | 'R';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The longest a running clock is believed within one step, so that a slow machine cannot carry it over a minute. */
const longestStep = 50 * second;
/** When every story begins. */
export const start = Date.parse('2026-05-04T09:00:00.000Z');

/**
 * The time of one world. Its whole minutes are public and the same in both worlds: only `step` moves them. Within a
 * step it stands still (D) or runs (R); while secret work is done it is moved on by that work, and set back afterwards.
 */
export class LogicalClock extends Clock {
  #base = start;
  #ahead = 0;
  #began = performance.now();
  /** No moment is told twice (R): what is made first is the older one in both worlds, however fast either is. */
  #last = 0;

  constructor(public mode: Mode) {
    super();
  }

  /** A new story begins, at the same moment as every other. */
  restart(mode: Mode): void {
    this.mode = mode;
    this.#base = start;
    this.step(0);
  }

  now(): Date {
    if (this.mode === 'D') return new Date(this.#base + Math.min(this.#ahead, longestStep));
    const ran = Math.min(performance.now() - this.#began, longestStep - second);
    const now = this.#base + Math.floor(Math.min(this.#ahead + ran, longestStep));
    this.#last = Math.max(now, this.#last + 1);
    return new Date(this.#last);
  }

  /**
   * The next step begins, this much later; whole minutes. Two of them by default: what counts in minutes (when a session
   * was last seen) then falls on the same side in both worlds, however fast either is.
   */
  step(ms: number = 2 * minute): void {
    this.#base += ms;
    this.#ahead = 0;
    this.#last = 0;
    this.#began = performance.now();
  }

  /** Something secret takes a while. */
  pass(ms: number): void {
    this.#ahead += ms;
  }
}

/** What a moment looks like to whoever compares: exact in D, its minute in R. */
export const momentIn = (mode: Mode, text: string): string =>
  mode === 'D' ? text : `${new Date(Date.parse(text)).toISOString().slice(0, 16)}`;
