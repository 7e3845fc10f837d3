// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Availability } from './availability.entity.ts';

const mostAtOnce = 500;
/** A shift may be asked for until it begins; a day after that nobody asks when somebody could. */
const kept = 86_400_000;

/** Forgets when somebody could, a day after it is over. */
@Injectable()
export class ForgetAvailability extends ScopedJob implements OnModuleInit {
  readonly name = 'availability.forget';

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
      'select a.id from availability a where a.tenant_id = :tenant and a."to" <= :before order by a."to" limit :limit',
      { before: this.before(), limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    await this.em.nativeDelete(Availability, { id, to: { $lte: this.before() } });
  }

  private before(): Date {
    return new Date(this.clock.now().getTime() - kept);
  }
}
