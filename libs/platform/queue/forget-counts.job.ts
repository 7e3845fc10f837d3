// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type TenantId } from '#kernel';
import { PlatformPool } from '#platform/tenancy';
import { Jobs, type Job } from './jobs.ts';

const atATime = 5_000;
const lookEveryMs = 10_000;

/** Who changed something, or knocked, and from where, is not kept once the minute it was counted in is over. */
@Injectable()
export class ForgetCountsJob implements Job, OnModuleInit {
  readonly name = 'counts.forget';
  #lookedAt = -Infinity;

  constructor(
    private readonly jobs: Jobs,
    private readonly pool: PlatformPool,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  /** The counts are the plane's, not a tenant's: of a sweep's tenants, the first has them forgotten. */
  async due(): Promise<readonly string[]> {
    const now = this.#now();
    if (now - this.#lookedAt < lookEveryMs) return [];
    this.#lookedAt = now;
    const { rowCount } = await this.pool.query('select 1 from rate_limit where expire < $1 limit 1', [now]);
    return rowCount ? ['expired'] : [];
  }

  async run(_tenant: TenantId, _id: string): Promise<void> {
    await this.pool.query(
      `delete from rate_limit gone where gone.key in (
         select old.key from rate_limit old where old.expire < $1 limit ${atATime} for update skip locked)`,
      [this.#now()],
    );
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
