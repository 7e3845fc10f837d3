// SPDX-License-Identifier: EUPL-1.2
import type { TenantId } from '#kernel';

/** A tenant where something happened is looked at with each sweep for this long. */
const livelyMs = 15 * 60_000;
/** In how many sweeps each of the others has had its turn. */
const sweepsOfARound = 12;
/** So many have theirs in any case: a house of a hundred tenants is looked at whole. */
const quietAtLeast = 100;

/** Whom a sweep looks at: wherever something happened of late, and a share of the quiet ones, in turn. */
export class Rounds {
  readonly #lively = new Map<TenantId, number>();
  #lastQuiet = '';
  /** Nothing is known yet of what another process, or this one before it died, has left lying. */
  #first = true;

  constructor(private readonly now: () => number = () => performance.now()) {}

  happened(tenant: TenantId): void {
    this.#lively.set(tenant, this.now());
  }

  /** @param tenants ids, in the same order each time */
  next(tenants: readonly TenantId[]): TenantId[] {
    const since = this.now() - livelyMs;
    for (const [tenant, at] of this.#lively) if (at < since) this.#lively.delete(tenant);
    const quiet = tenants.filter((tenant) => !this.#lively.has(tenant));
    const share = this.#first ? quiet.length : Math.max(quietAtLeast, Math.ceil(quiet.length / sweepsOfARound));
    this.#first = false;
    const after = quiet.findIndex((tenant) => tenant > this.#lastQuiet);
    const turned = after < 0 ? quiet : [...quiet.slice(after), ...quiet.slice(0, after)];
    const chosen = turned.slice(0, share);
    this.#lastQuiet = chosen.at(-1) ?? '';
    return [...tenants.filter((tenant) => this.#lively.has(tenant)), ...chosen];
  }
}
