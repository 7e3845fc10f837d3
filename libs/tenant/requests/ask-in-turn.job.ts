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

const untilUnanswered = `interval '${unansweredAfterMs} milliseconds'`;
/** Nobody whose offer the asker sees has answered for a day before `:now`. Never in quiet. */
const isUnanswered = `r.state = 'open' and not r.quiet and r.posted_at <= :now::timestamptz - ${untilUnanswered} and r.agreement_id is null
  and not exists (select 1 from offer o
    where o.tenant_id = :tenant and o.request_id = r.id and o.state <> 'withdrawn' and ${isHeard})`;

/** Asks the next helpers, and lifts what nobody answered for a day to the coordinators. */
@Injectable()
export class AskInTurn extends ScopedJob implements OnModuleInit {
  readonly name = 'request.turns';
  /** What has waited longest for its turn first, so that a long list starves nobody. */
  readonly due = `select due.id from (
      (select r.id, r.next_wave_at as since from request r
       where r.tenant_id = :tenant and r.state = 'open' and r.next_wave_at <= :now
       order by r.next_wave_at limit ${mostAtOnce})
      union all
      (select r.id, r.posted_at + ${untilUnanswered} from request r
       where r.tenant_id = :tenant and not r.unanswered and ${isUnanswered}
       order by r.posted_at, r.id limit ${mostAtOnce})
    ) due group by due.id order by min(due.since), due.id limit ${mostAtOnce}`;

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

  protected async work(id: string): Promise<void> {
    const now = this.clock.now();
    const request = await lockRequest(this.em, id);
    if (!request.takesOffers()) return;
    if (request.nextWaveAt && request.nextWaveAt <= now) await this.ask(request, now);
    await this.em.flush();
    await this.scope.rows(
      `update request r set unanswered = true where r.tenant_id = :tenant and r.id = :id and ${isUnanswered} returning r.id`,
      { id, now },
    );
  }

  private async ask(request: Request, now: Date): Promise<void> {
    if (!(await this.turns.hasEnoughOffers(request))) return this.turns.goOn(request);
    request.nextWaveAt = new Date(now.getTime() + (paceOf(request, now)?.everyMs ?? soon));
  }
}
