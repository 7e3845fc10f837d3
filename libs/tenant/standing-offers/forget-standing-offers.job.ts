// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { StandingOffer } from './standing-offer.entity.ts';

const mostAtOnce = 500;
/** So long whoever offered can still see that it is over. */
const kept = 30 * 86_400_000;

/** Forgets what was offered, a month after its end. */
@Injectable()
export class ForgetStandingOffers extends ScopedJob implements OnModuleInit {
  readonly name = 'standing-offer.forget';

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
      'select s.id from standing_offer s where s.tenant_id = :tenant and s.until <= :before order by s.until limit :limit',
      { before: this.before(), limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    await this.em.nativeDelete(StandingOffer, { id, until: { $lte: this.before() } });
  }

  private before(): Date {
    return new Date(this.clock.now().getTime() - kept);
  }
}
