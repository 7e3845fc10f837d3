// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { PlatformPool } from '#platform/tenancy';

const perMinute = { stranger: 120, partner: 3_000 };

/** Counts letters per partner, and refusals per address of those nobody knows; shared by all processes of the plane. */
@Injectable()
export class InboxLimits {
  readonly #strangers: RateLimiterPostgres;
  readonly #partners: RateLimiterPostgres;
  readonly #alone = new Set<string>();

  constructor(pool: PlatformPool) {
    this.#strangers = limiter(pool, 'stranger');
    this.#partners = limiter(pool, 'partner');
  }

  /** Seconds this address has to wait for having knocked in vain too often; 0 when it need not. */
  async waitOf(address: string): Promise<number> {
    const known = await this.#strangers.get(address);
    return known && known.remainingPoints <= 0 ? secondsOf(known) : 0;
  }

  /** False when another letter from this address is being read: who has knocked in vain too often is heard one at a time. */
  enterAlone(address: string): boolean {
    if (this.#alone.has(address)) return false;
    this.#alone.add(address);
    return true;
  }

  leave(address: string): void {
    this.#alone.delete(address);
  }

  async knockedInVain(address: string): Promise<void> {
    await this.#strangers.penalty(address);
  }

  /** Seconds this partner has to wait; 0 when its letter is within the count. */
  async take(partner: string): Promise<number> {
    try {
      await this.#partners.consume(partner);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return secondsOf(refused);
      throw refused;
    }
  }
}

const secondsOf = (count: RateLimiterRes): number => Math.max(1, Math.ceil(count.msBeforeNext / 1000));

const limiter = (pool: PlatformPool, who: keyof typeof perMinute) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: 'pool',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: `letter-${who}`,
    points: perMinute[who],
    duration: 60,
    clearExpiredByTimeout: false,
  });
