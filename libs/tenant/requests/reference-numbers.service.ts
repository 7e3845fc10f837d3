// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TenantScope } from '#platform/tenancy';
import { counterId, RequestCounter } from './request-counter.entity.ts';

/** Counts the tenant's requests without a sequence, which would tell one tenant of the others' volume. */
@Injectable()
export class ReferenceNumbers {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
  ) {}

  async next(): Promise<number> {
    const counted = await this.increment();
    if (counted !== undefined) return counted;
    await this.em.upsert(RequestCounter, { id: counterId, last: 0 }, { onConflictAction: 'ignore' });
    return (await this.increment()) ?? 1;
  }

  private async increment(): Promise<number | undefined> {
    const [row] = await this.scope.rows<{ last: number }>(
      'update request_counter c set last = c.last + 1 where c.tenant_id = :tenant and c.id = :id returning c.last',
      { id: counterId },
    );
    return row?.last;
  }
}
