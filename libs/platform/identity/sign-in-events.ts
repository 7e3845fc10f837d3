// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Clock, Randomness, type TenantId } from '#kernel';
import { PlatformPool } from '#platform/tenancy';

const keepDays = 90;

/** What came of each sign-in, for whoever runs the plane: a time, a tenant, a word. Nobody can be found by it. */
@Injectable()
export class SignInEvents {
  constructor(
    private readonly pool: PlatformPool,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async record(tenantId: TenantId, outcome: string, reason: string | null = null): Promise<void> {
    const now = this.clock.now();
    await this.pool.query('delete from sign_in_event where tenant_id = $1 and at < $2', [
      tenantId,
      new Date(now.getTime() - keepDays * 86_400_000),
    ]);
    await this.pool.query(
      'insert into sign_in_event (id, tenant_id, at, outcome, reason) values ($1, $2, $3, $4, $5)',
      [this.randomness.uuid(), tenantId, now, outcome, reason],
    );
  }
}
