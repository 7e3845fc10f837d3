// SPDX-License-Identifier: EUPL-1.2

/** Knows when the person last touched the page: pages ask for news by themselves, and that must keep nobody signed in. */
export class Presence {
  #touchedAt: number;

  constructor(private readonly now: () => number = Date.now) {
    this.#touchedAt = now();
  }

  watch(page: EventTarget): void {
    const touch = (): void => {
      this.#touchedAt = this.now();
    };
    for (const kind of ['pointerdown', 'keydown', 'wheel'])
      page.addEventListener(kind, touch, { capture: true, passive: true });
  }

  get idleSeconds(): number {
    return Math.max(0, Math.floor((this.now() - this.#touchedAt) / 1000));
  }
}

/** Whoever sits at this page. */
export const presence = new Presence();
