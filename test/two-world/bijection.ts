// SPDX-License-Identifier: EUPL-1.2
/** Two tokens that cannot be each other's counterparts. */
export interface Clash {
  readonly why: string;
  readonly one: string;
  readonly other: string;
}

interface Met {
  readonly counterpart: string;
  /** Where they were first seen together. */
  readonly where: string;
}

/**
 * Which random value of the first world stands for which of the second, over a whole story. A value that has one
 * counterpart may never have another: what is shared in one world and distinct in the other is a leak.
 */
export class Bijection {
  readonly #there = new Map<string, Met>();
  readonly #back = new Map<string, Met>();

  /** Null when the pair agrees with everything before it. */
  pair(one: string, other: string, where = ''): Clash | null {
    const there = this.#there.get(one);
    const back = this.#back.get(other);
    if (there?.counterpart === other && back?.counterpart === one) return null;
    if (there) return { why: `seen before with the counterpart ${there.counterpart} (${there.where})`, one, other };
    if (back) return { why: `its counterpart was seen before, for ${back.counterpart} (${back.where})`, one, other };
    this.#there.set(one, { counterpart: other, where });
    this.#back.set(other, { counterpart: one, where });
    return null;
  }
}
