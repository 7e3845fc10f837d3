// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#kernel';
import { PlatformPool } from '#platform/tenancy';

export abstract class RateLimitOptions {
  /** Changes a person (or, signed out, an address) may make in a minute at one tenant. */
  abstract readonly changesPerMinute: number;
}

/** Counts in PostgreSQL, so that several processes share one count and no tenant shares another's. */
@Injectable()
export class RateLimits {
  readonly #limiter: RateLimiterPostgres;

  constructor(
    pool: PlatformPool,
    private readonly options: RateLimitOptions,
  ) {
    this.#limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: 'change',
      points: options.changesPerMinute,
      duration: 60,
      clearExpiredByTimeout: false,
    });
  }

  /** @throws DomainError `too-many` with the seconds to wait. */
  async consume(key: string, reply: FastifyReply): Promise<void> {
    try {
      const left = await this.#limiter.consume(key);
      void reply.header('RateLimit', `"change";r=${left.remainingPoints};t=${Math.ceil(left.msBeforeNext / 1000)}`);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      const seconds = Math.ceil(refused.msBeforeNext / 1000);
      void reply.header('Retry-After', String(seconds));
      throw new DomainError('too-many', 'request.too-many', { values: { seconds } });
    }
  }
}
