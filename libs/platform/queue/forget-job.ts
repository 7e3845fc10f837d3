// SPDX-License-Identifier: EUPL-1.2
import type { EntityClass, FilterQuery } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Jobs, ScopedJob } from './jobs.ts';

/** Rows of one kind that are forgotten some time after a moment of their own. */
export interface Past {
  readonly of: EntityClass<{ id: string }>;
  /** The property that holds the moment; rows without one are kept. */
  readonly after: string;
  /** So long after it, ms. */
  readonly keptMs?: number;
}

const mostAtOnce = 500;
const something = 'past';

/** Deletes what nobody needs any longer; who is registered says what that is. */
@Injectable()
export abstract class ForgetJob extends ScopedJob implements OnModuleInit {
  protected abstract readonly past: readonly Past[];

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  get due(): string {
    const over = this.past.map(({ of, after, keptMs = 0 }) => {
      const { tableName, properties } = this.em.getMetadata(of);
      const [column] = properties[after as keyof typeof properties].fieldNames;
      return `exists (select 1 from ${tableName} t
        where t.tenant_id = :tenant and t.${column} <= :now::timestamptz - interval '${keptMs} milliseconds')`;
    });
    return `select '${something}' as id where ${over.join(' or ')}`;
  }

  protected async work(): Promise<void> {
    for (const past of this.past) {
      const over = await this.#over(past, mostAtOnce);
      if (over.length > 0) await this.em.nativeDelete(past.of, { id: over.map(({ id }) => id) });
    }
  }

  /** The oldest first. */
  #over({ of, after, keptMs = 0 }: Past, limit: number): Promise<{ id: string }[]> {
    const before = new Date(this.clock.now().getTime() - keptMs);
    const where = { [after]: { $lte: before } } as FilterQuery<{ id: string }>;
    return this.em.find(of, where, { fields: ['id'], orderBy: { [after]: 'asc' }, limit, disableIdentityMap: true });
  }
}
