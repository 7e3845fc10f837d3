// SPDX-License-Identifier: EUPL-1.2
import type { TenantId } from '#kernel';

interface Call<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface TogetherOptions {
  /** Items that are done in one go. */
  readonly most: number;
  /** Tenants that are served at a time. */
  readonly tenants: number;
}

/**
 * The same thing wanted for many at once is done in one go for each tenant: whatever is asked for while one go is
 * under way is the next one's. Tenants take turns.
 */
export class Together<Item, Result> {
  readonly #waiting = new Map<TenantId, Call<Item, Result>[]>();
  readonly #underWay = new Set<TenantId>();

  /** @param work gives a result for each item, in their order */
  constructor(
    private readonly work: (tenant: TenantId, items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly options: TogetherOptions,
  ) {}

  /** @throws what the work threw, for all of one go alike */
  ask(tenant: TenantId, item: Item): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const calls = this.#waiting.get(tenant) ?? [];
      calls.push({ item, resolve, reject });
      this.#waiting.set(tenant, calls);
      // Those who ask in the same moment go together.
      queueMicrotask(() => this.#callNext());
    });
  }

  #callNext(): void {
    for (const [tenant, calls] of this.#waiting) {
      if (this.#underWay.size >= this.options.tenants) return;
      if (this.#underWay.has(tenant)) continue;
      // Whoever has more waiting stands at the end of the line again.
      this.#waiting.delete(tenant);
      const now = calls.splice(0, this.options.most);
      if (calls.length > 0) this.#waiting.set(tenant, calls);
      this.#underWay.add(tenant);
      void this.#go(tenant, now);
    }
  }

  async #go(tenant: TenantId, calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const results = await this.work(
        tenant,
        calls.map(({ item }) => item),
      );
      calls.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of calls) reject(error);
    } finally {
      this.#underWay.delete(tenant);
      this.#callNext();
    }
  }
}
