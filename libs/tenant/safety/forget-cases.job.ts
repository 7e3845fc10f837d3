// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { ModerationCase } from './moderation-case.entity.ts';

const mostAtOnce = 500;

/** Forgets cases whose time is over, with their evidence and who flagged. */
@Injectable()
export class ForgetCases extends ScopedJob implements OnModuleInit {
  readonly name = 'safety.forget-cases';

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

  async due(): Promise<string[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select c.id from moderation_case c where c.tenant_id = :tenant and c.forget_at <= :now
       order by c.forget_at limit :limit`,
      { now: this.clock.now(), limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    await this.em.nativeDelete(ModerationCase, { id, forgetAt: { $lte: this.clock.now() } });
  }
}
