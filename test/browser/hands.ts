// SPDX-License-Identifier: EUPL-1.2
// Somebody who uses a page as people do. What they do is really done, and counted; how long a person takes over it is
// reckoned from the count and the pace below, and how long the page kept them waiting is measured. Nobody sleeps.
import type { Locator } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** Milliseconds a person takes. The same for all the bars, so that they can be compared. */
interface Pace {
  /** A letter. 52 words a minute at a desk, 36 on a phone: what studies of many thousand people found as the mean. */
  readonly letter: number;
  /** The thought before each input: the mental operator of the keystroke-level model. */
  readonly thought: number;
  /** Moving the thumb to a place and touching it, or pressing a key or several together. */
  readonly press: number;
  /** One of several Tabs in a row. */
  readonly tab: number;
  /** A word of what is to be decided on, read in silence at 240 a minute. */
  readonly word: number;
}

export const paces = {
  keyboard: { letter: 230, thought: 1350, press: 280, tab: 120, word: 250 },
  phone: { letter: 330, thought: 1350, press: 800, tab: 0, word: 250 },
} as const satisfies Record<string, Pace>;

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /\p{L}|\d/u.test(word)).length;

export class Hands {
  /** Whatever the person filled in or chose, by name; the same field twice is one. */
  readonly fields = new Set<string>();
  inputs = 0;
  #letters = 0;
  #presses = 0;
  #tabs = 0;
  #words = 0;
  readonly #began = performance.now();

  constructor(
    private readonly visitor: Visitor,
    private readonly pace: Pace,
  ) {}

  /** With the keyboard: tabs on to what is so named, and does something there. */
  async at(words: string, act: () => Promise<void>): Promise<void> {
    this.#tabs += await this.visitor.tabTo(words);
    this.inputs += 1;
    this.fields.add(words);
    await act();
  }
  type = (words: string) => async () => {
    await this.visitor.page.keyboard.type(words);
    this.#letters += [...words].length;
  };
  press = (keys: string) => async () => {
    await this.visitor.page.keyboard.press(keys);
    this.#presses += 1;
  };
  /** From wherever one is, as the keys that send. */
  async keys(keys: string): Promise<void> {
    this.inputs += 1;
    await this.press(keys)();
  }

  /** With the thumb. A tap on what belongs to a field says which. */
  async tap(what: Locator, field?: string): Promise<void> {
    await what.first().click();
    this.inputs += 1;
    this.#presses += 1;
    if (field) this.fields.add(field);
  }
  /** @param reached whether the cursor stands there already */
  async write(what: Locator, words: string, field: string, reached = false): Promise<void> {
    if (reached) this.inputs += 1;
    else await this.tap(what);
    await what.pressSequentially(words);
    this.#letters += [...words].length;
    this.fields.add(field);
  }
  /** Somewhere else than on our page, where it cannot be done in a test: so many letters, or so many taps. */
  elsewhere({ letters = 0, taps = 0 }: { letters?: number; taps?: number }): void {
    this.inputs += letters ? 1 : taps;
    this.#letters += letters;
    this.#presses += taps;
  }
  /** What one must understand to decide, and not labels, which the thought before each input is for. */
  async read(what: Locator): Promise<void> {
    this.#words += wordsIn(await what.first().innerText());
  }

  /** Says what was counted. @returns seconds: the person's own, the page's, and both */
  done(what: string): { own: number; waiting: number; together: number } {
    const { pace } = this;
    const waiting = (performance.now() - this.#began) / 1000;
    const own =
      (this.inputs * pace.thought +
        this.#letters * pace.letter +
        this.#presses * pace.press +
        this.#tabs * pace.tab +
        this.#words * pace.word) /
      1000;
    console.log(
      `${what}: ${(own + waiting).toFixed(1)} s, of which ${waiting.toFixed(1)} s waiting for the page; ` +
        `${this.fields.size} fields, ${this.inputs} inputs, ${this.#letters} letters, ${this.#presses} presses, ` +
        `${this.#tabs} times Tab, ${this.#words} words read`,
    );
    return { own, waiting, together: own + waiting };
  }
}
