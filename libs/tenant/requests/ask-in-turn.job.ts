// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { paceOf, unansweredFrom } from '#tenant/fairness';
import { lockRequest } from './lock-request.ts';
import type { Request } from './request.entity.ts';
import { Turns } from './turns.service.ts';

const mostAtOnce = 500;
const day = 86_400_000;
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
          where r.tenant_id = :tenant and not r.unanswered and r.state = 'open' and not r.quiet
            and r.posted_at <= :dayAgo and r.offered_by_ids = '{}' and r.agreement_id is null
          order by r.answer_by, r.id limit :limit)
       ) due group by due.id order by min(due.since), due.id limit :limit`,
      { now, dayAgo: new Date(now.getTime() - day), limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    const now = this.clock.now();
    const request = await lockRequest(this.em, id);
    if (!request.takesOffers()) return;
    if (request.nextWaveAt && request.nextWaveAt <= now) await this.ask(request, now);
    if (isUnanswered(request, now)) request.unanswered = true;
    await this.em.flush();
  }

  private async ask(request: Request, now: Date): Promise<void> {
    if (!(await this.turns.hasEnoughOffers(request))) return this.turns.goOn(request);
    request.nextWaveAt = new Date(now.getTime() + (paceOf(request, now)?.everyMs ?? soon));
  }
}

const isUnanswered = (request: Request, now: Date): boolean =>
  !request.quiet &&
  request.offeredByIds.length === 0 &&
  !request.agreementId &&
  request.postedAt !== null &&
  request.postedAt !== undefined &&
  unansweredFrom({ postedAt: request.postedAt }) <= now;
