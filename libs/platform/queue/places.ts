// SPDX-License-Identifier: EUPL-1.2

/**
 * So many at a time, in the order in which they come. Whoever waits for the world outside for longer than `patienceMs`
 * is counted no more: they take up nobody's time.
 */
export class Places {
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(private readonly options: { readonly most: number; readonly patienceMs: number }) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#taken < this.options.most) this.#taken += 1;
    // Whoever leaves hands over the place.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#taken -= 1;
    };
    const timer = setTimeout(leave, this.options.patienceMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      leave();
    }
  }
}
