// SPDX-License-Identifier: EUPL-1.2
import type { TenantId } from '#kernel';

/** "Look at this": opaque ids only. Losing a hint costs time, never work, as the sweep gives it again. */
export interface Hint {
  readonly job: string;
  readonly tenant: TenantId;
  readonly id: string;
}

export interface HintOptions {
  readonly delayMs?: number;
  /** Not while the same hint is already waiting. */
  readonly once?: boolean;
}

/** How hints travel: through BullMQ, or inside the process. */
export abstract class Hints {
  abstract add(hint: Hint, options?: HintOptions): Promise<void>;
  /** From now on each hint is handed to `work`, which never throws. */
  abstract consume(work: (hint: Hint) => Promise<void>): Promise<void>;
  abstract close(): Promise<void>;
}

/** For one process without a queue, and for tests, which step it by `drain`. */
export class InProcessHints extends Hints {
  #waiting: Hint[] = [];
  #work: ((hint: Hint) => Promise<void>) | undefined;

  add(hint: Hint): Promise<void> {
    this.#waiting.push(hint);
    return Promise.resolve();
  }

  consume(work: (hint: Hint) => Promise<void>): Promise<void> {
    this.#work = work;
    return Promise.resolve();
  }

  /** Works through everything that waits, and what that brings about. Gives how many hints there were. */
  async drain(): Promise<number> {
    let count = 0;
    for (let hint = this.#waiting.shift(); hint; hint = this.#waiting.shift()) {
      await this.#work?.(hint);
      count += 1;
    }
    return count;
  }

  /** As when the queue's storage is lost. */
  wipe(): void {
    this.#waiting = [];
  }

  close(): Promise<void> {
    this.#work = undefined;
    return Promise.resolve();
  }
}
