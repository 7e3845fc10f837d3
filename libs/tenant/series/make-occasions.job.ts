// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type PersonId } from '#kernel';
import { abilityFor } from '#platform/authz';
import { Actors, Policies } from '#platform/http';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Agreement, lockRequest, Occasions, type Made, type Party } from '#tenant/requests';
import { Occasion } from './occasion.entity.ts';
import { timesOn } from './rhythm.ts';
import { makeOccasions, Series } from './series.entity.ts';

const mostAtOnce = 500;

/** Makes each occasion of a series some days ahead: a request, and the agreement with the same helper. */
@Injectable()
export class MakeOccasions extends ScopedJob implements OnModuleInit {
  readonly name = makeOccasions;
  readonly due = `select s.id from series s
    where s.tenant_id = :tenant and s.state = 'running' and s.next_at <= :now order by s.next_at, s.id limit ${mostAtOnce}`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly occasions: Occasions,
    private readonly actors: Actors,
    private readonly policies: Policies,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(id: string): Promise<void> {
    const known = await this.em.findOne(Series, { id });
    if (!known) return;
    // The request first: whoever blocks holds it, and what is made after a block knows of it.
    const { requestId } = await this.em.findOneOrFail(Agreement, { id: known.agreementId });
    const model = await lockRequest(this.em, requestId);
    const series = await this.em.findOneOrFail(Series, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    const now = this.clock.now();
    const { nextOn: day, nextAt } = series;
    if (series.state !== 'running' || !day || !nextAt || nextAt > now) return;
    series.goOn();
    const { from, to } = timesOn(series.plan(), day);
    const decided = await this.em.findOne(Occasion, { seriesId: id, day });
    // After a long standstill, what is over is not asked for.
    if (decided?.state !== 'skipped' && from > now) {
      const occasion =
        decided ??
        this.em.create(Occasion, {
          seriesId: id,
          day,
          state: 'made',
          quiet: model.quiet,
          requestId: null,
          agreementId: null,
        });
      const asker = await this.party(series.askerId);
      const same = decided ? null : await this.party(series.helperId);
      const made = asker && (await this.occasions.make(asker, same, model, { from, to, quiet: occasion.quiet }));
      Object.assign(occasion, outcome(made));
    }
    await this.em.flush();
    // Those that stood still follow one after the other.
    if (series.nextAt && series.nextAt <= now) this.jobs.nudge(this.name, id);
  }

  private async party(personId: string): Promise<Party | null> {
    const actor = await this.actors.load(personId as PersonId);
    return actor && { actor, ability: abilityFor(actor, this.policies.all) };
  }
}

const outcome = (made: Made | null): Pick<Occasion, 'state' | 'requestId' | 'agreementId'> =>
  made
    ? { state: made.agreement ? 'made' : 'others', requestId: made.request.id, agreementId: made.agreement?.id ?? null }
    : { state: 'missed', requestId: null, agreementId: null };
