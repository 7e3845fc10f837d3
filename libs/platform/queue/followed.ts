// SPDX-License-Identifier: EUPL-1.2
import type { Hint } from './hints.ts';

/** More than these wait for other processes as well: they go through the queue. */
const mostWaiting = 500;

interface Line {
  underWay: number;
  /** By tenant and id: what waits already need not wait twice. */
  readonly waiting: Map<string, Hint>;
}

/** Hints that the process that gives them follows itself, so many of one kind at a time. */
export class Followed {
  readonly #lines = new Map<string, Line>();
  readonly #underWay = new Set<Promise<void>>();
  #closed = false;

  /** @param work never throws */
  constructor(private readonly work: (hint: Hint) => Promise<void>) {}

  /** False when it is not taken: too many wait, or the process is about to end. */
  take(hint: Hint, atOnce: number): boolean {
    const line = this.#lineOf(hint.job);
    if (this.#closed || line.waiting.size >= mostWaiting) return false;
    line.waiting.set(`${hint.tenant} ${hint.id}`, hint);
    this.#callNext(line, atOnce);
    return true;
  }

  /** What has begun comes to its end; what has not is found by a sweep. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { waiting } of this.#lines.values()) waiting.clear();
    await Promise.all(this.#underWay);
  }

  #lineOf(job: string): Line {
    const line = this.#lines.get(job) ?? { underWay: 0, waiting: new Map<string, Hint>() };
    this.#lines.set(job, line);
    return line;
  }

  #callNext(line: Line, atOnce: number): void {
    const [next] = line.waiting;
    if (!next || line.underWay >= atOnce) return;
    const [key, hint] = next;
    line.waiting.delete(key);
    line.underWay += 1;
    const done = this.work(hint).finally(() => {
      line.underWay -= 1;
      this.#underWay.delete(done);
      this.#callNext(line, atOnce);
    });
    this.#underWay.add(done);
  }
}
