// SPDX-License-Identifier: EUPL-1.2
import { DomainError, type TenantId } from '#kernel';

interface Waiter {
  readonly tenantId: TenantId;
  readonly called: () => void;
}

interface Rules {
  /** What one tenant may hold of the places: the rest is there for the others, whatever it waits for itself. */
  readonly mostOfOne?: number;
  /** How long somebody waits before they hear that they should come again. */
  readonly waitMs?: number;
}

/**
 * Who may use one of a few places next, as the connections to the database are. While some are free, everybody at
 * once; then whoever's tenant holds fewest, so that one with a thousand callers makes the others wait for one of them,
 * not for a thousand.
 */
export class Turns {
  readonly #held = new Map<TenantId, number>();
  readonly #waiting: Waiter[] = [];
  readonly #each: number;
  readonly #waitMs: number;
  #free: number;

  constructor(places: number, { mostOfOne = 0.6, waitMs = 10_000 }: Rules = {}) {
    this.#free = places;
    this.#each = Math.max(1, Math.ceil(places * mostOfOne));
    this.#waitMs = waitMs;
  }

  /** @throws DomainError `unavailable` when no turn came in time. */
  async take<T>(tenantId: TenantId, work: () => Promise<T>): Promise<T> {
    if (this.#mayEnter(tenantId)) this.#enter(tenantId);
    else await this.#wait(tenantId);
    try {
      return await work();
    } finally {
      this.#leave(tenantId);
    }
  }

  #mayEnter = (tenantId: TenantId): boolean => this.#free > 0 && this.#holds(tenantId) < this.#each;
  #holds = (tenantId: TenantId): number => this.#held.get(tenantId) ?? 0;

  #enter(tenantId: TenantId): void {
    this.#free -= 1;
    this.#held.set(tenantId, this.#holds(tenantId) + 1);
  }

  #leave(tenantId: TenantId): void {
    this.#free += 1;
    const left = this.#holds(tenantId) - 1;
    if (left > 0) this.#held.set(tenantId, left);
    else this.#held.delete(tenantId);
    this.#callNext();
  }

  #callNext(): void {
    const next = this.#waiting
      .filter(({ tenantId }) => this.#mayEnter(tenantId))
      .reduce<Waiter | undefined>(
        (first, one) => (!first || this.#holds(one.tenantId) < this.#holds(first.tenantId) ? one : first),
        undefined,
      );
    if (!next) return;
    this.#enter(next.tenantId);
    next.called();
  }

  #wait(tenantId: TenantId): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = () => {
        clearTimeout(late);
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
      };
      const waiter: Waiter = {
        tenantId,
        called: () => {
          forget();
          resolve();
        },
      };
      const late = setTimeout(() => {
        forget();
        reject(new DomainError('unavailable', 'unavailable'));
      }, this.#waitMs);
      this.#waiting.push(waiter);
    });
  }
}
