// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { paceOf, unansweredAfterMs } from '#tenant/fairness';
import { isHeard } from './blocked.ts';
import { lockRequest } from './lock-request.ts';
import type { Request } from './request.entity.ts';
import { Turns } from './turns.service.ts';

const mostAtOnce = 500;
/** How long to wait for the asker's answer when there is no time for turns. */
const soon = 600_000;

/** Asks the next helpers, and lifts what nobody answered for a day to the coordinators. */
@Injectable()
export class AskInTurn extends ScopedJob implements OnModuleInit {
  readonly name = 'request.turns';

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly turns: Turns,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  /** What has waited longest for its turn first, so that a long list starves nobody. */
  async due(): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.scope.rows<{ id: string }>(
      `select due.id from (
         (select r.id, r.next_wave_at as since from request r
          where r.tenant_id = :tenant and r.state = 'open' and r.next_wave_at <= :now
          order by r.next_wave_at limit :limit)
         union all
         (select r.id, r.answer_by from request r
          where r.tenant_id = :tenant and not r.unanswered and ${isUnanswered}
          order by r.answer_by, r.id limit :limit)
       ) due group by due.id order by min(due.since), due.id limit :limit`,
      { now, dayAgo: dayBefore(now), limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    const now = this.clock.now();
    const request = await lockRequest(this.em, id);
    if (!request.takesOffers()) return;
    if (request.nextWaveAt && request.nextWaveAt <= now) await this.ask(request, now);
    await this.em.flush();
    await this.scope.rows(
      `update request r set unanswered = true where r.tenant_id = :tenant and r.id = :id and ${isUnanswered} returning r.id`,
      { id, dayAgo: dayBefore(now) },
    );
  }

  private async ask(request: Request, now: Date): Promise<void> {
    if (!(await this.turns.hasEnoughOffers(request))) return this.turns.goOn(request);
    request.nextWaveAt = new Date(now.getTime() + (paceOf(request, now)?.everyMs ?? soon));
  }
}

const dayBefore = (now: Date): Date => new Date(now.getTime() - unansweredAfterMs);

/** Nobody whose offer the asker sees has answered since `:dayAgo`. Never in quiet. */
const isUnanswered = `r.state = 'open' and not r.quiet and r.posted_at <= :dayAgo and r.agreement_id is null
  and not exists (select 1 from offer o
    where o.tenant_id = :tenant and o.request_id = r.id and o.state <> 'withdrawn' and ${isHeard})`;
