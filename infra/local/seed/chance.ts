// SPDX-License-Identifier: EUPL-1.2

/** Chance that is the same each time: mulberry32, from a number. Good for a demo, for nothing else. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  one<T>(from: readonly T[]): T {
    return from[this.between(0, from.length - 1)] as T;
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  shuffled<T>(from: readonly T[]): T[] {
    const all = [...from];
    for (let last = all.length - 1; last > 0; last -= 1) {
      const other = this.between(0, last);
      [all[last], all[other]] = [all[other] as T, all[last] as T];
    }
    return all;
  }

  some<T>(from: readonly T[], count: number): T[] {
    return this.shuffled(from).slice(0, count);
  }
}
