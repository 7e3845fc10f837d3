// SPDX-License-Identifier: EUPL-1.2
import { Bijection } from './bijection.ts';
import { differenceBetween, type Knowledge, type Seen } from './comparison.ts';

/** The two worlds can be told apart. */
export class Leak extends Error {
  constructor(
    readonly after: string,
    readonly where: string,
    what: string,
  ) {
    super(`after "${after}" the two worlds can be told apart by ${where}: ${what}`);
    this.name = 'Leak';
  }
}

/** Everything that was seen in both worlds, laid side by side as it comes; one renaming of random values for all of it. */
export class Tape {
  readonly #bijection = new Bijection();
  /** Pairs that agreed: what agrees once agrees for the rest of the story, as no counterpart ever changes. */
  readonly #agreed = new Map<string, string>();
  length = 0;

  constructor(private readonly known: Knowledge) {}

  /** @throws Leak at the first difference. */
  compare(after: string, one: readonly Seen[], other: readonly Seen[]): void {
    for (let at = 0; at < Math.max(one.length, other.length); at += 1) {
      const [a, b] = [one[at], other[at]];
      if (!a || !b || a.where !== b.where) {
        const [first, second] = [a?.where ?? 'nothing more', b?.where ?? 'nothing more'];
        const seen = (a ?? b)!;
        throw new Leak(after, first, `in the other world ${second}\n    ${seen.text.slice(0, 400)}`);
      }
      this.length += 1;
      if (this.#agreed.get(a.text) === b.text) continue;
      const what = differenceBetween(a, b, this.#bijection, this.known);
      if (what) throw new Leak(after, a.where, what);
      this.#agreed.set(a.text, b.text);
    }
  }
}
