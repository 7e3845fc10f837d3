// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, Invalid, Randomness } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { Jobs } from '#platform/queue';
import { Audit } from '#tenant/audit';
import { Notices } from '#tenant/notices';
import { Departures } from '#tenant/people';
import { Partings, sideOf } from '#tenant/requests';
import { AgainService, partiesOf } from './again.service.ts';
import { daysOf, timesOn, type Plan } from './rhythm.ts';
import type { ProposeSeries } from './series.dto.ts';
import { makeOccasions, Series } from './series.entity.ts';
import type { SeriesVerb } from './series.policy.ts';

const dayMs = 86_400_000;
/** Nobody agrees on more than a year at a time. */
const longest = 366 * dayMs;
const held = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/** A rhythm that one proposes and the other accepts; either ends it, and no reason is asked for or told. */
@Injectable()
export class SeriesService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly again: AgainService,
    private readonly audit: Audit,
    private readonly notices: Notices,
    private readonly departures: Departures,
    private readonly partings: Partings,
    private readonly jobs: Jobs,
  ) {}

  onModuleInit(): void {
    const standing = { state: { $in: ['proposed' as const, 'running' as const] } };
    this.departures.onDeparture(async (id) => {
      const theirs = { ...standing, $or: [{ askerId: id }, { helperId: id }] };
      for (const series of await this.em.find(Series, theirs, { orderBy: { id: 'asc' } })) await this.stop(series, id);
    });
    // To the one who is blocked it looks as when the other has ended it.
    this.partings.onPart(async (one, other) => {
      const between = [
        { askerId: one, helperId: other },
        { askerId: other, helperId: one },
      ];
      const theirs = { ...standing, $or: between };
      for (const series of await this.em.find(Series, theirs, { orderBy: { id: 'asc' } })) await this.stop(series, one);
    });
  }

  find(ability: AppAbility, id: string): Promise<Series> {
    return findReadable(this.em, ability, Series, id);
  }

  async propose(actor: Actor, ability: AppAbility, agreementId: string, input: ProposeSeries): Promise<Series> {
    const both = await this.again.expectMutual(actor, ability, agreementId);
    const [askerId, helperId] = partiesOf(both);
    const plan = this.expectPlan(input);
    const series = this.em.create(Series, {
      id: this.randomness.uuid(),
      agreementId,
      askerId,
      helperId,
      state: 'proposed',
      proposedBy: sideOf(both.agreement, actor),
      ...plan,
      nextOn: null,
      nextAt: null,
      proposedAt: this.clock.now(),
      version: 1,
    });
    await this.em.flush();
    this.audit.record('propose', 'series', series.id);
    await this.notices.tell('series.proposed', series.id, [askerId, helperId]);
    return series;
  }

  async accept(ability: AppAbility, id: string): Promise<Series> {
    const series = await this.hold(ability, 'accept', id);
    series.accept(this.clock.now());
    await this.em.flush();
    this.audit.record('accept', 'series', id);
    this.jobs.nudge(makeOccasions, id);
    await this.notices.tell('series.begun', id, [series.askerId, series.helperId]);
    return series;
  }

  /** What has been made already stands, and is called off as any agreement. */
  async end(actor: Actor, ability: AppAbility, id: string): Promise<Series> {
    const series = await this.hold(ability, 'end', id);
    await this.stop(series, actor.personId);
    return series;
  }

  /** @throws NotFound; Forbidden when its state does not allow it */
  async hold(ability: AppAbility, verb: SeriesVerb, id: string): Promise<Series> {
    await this.find(ability, id);
    const series = await this.em.findOneOrFail(Series, { id }, held);
    authorize(ability, verb, series, 'series.wrong-state');
    return series;
  }

  private async stop(series: Series, byId: string): Promise<void> {
    if (series.state === 'ended') return;
    series.end();
    await this.em.flush();
    this.audit.record('end', 'series', series.id);
    for (const kind of ['series.proposed', 'series.begun', 'series.changed'] as const)
      await this.notices.forget(kind, series.id);
    await this.notices.tell('series.ended', series.id, [series.otherThan(byId)]);
  }

  private expectPlan({ rhythm, firstOn, time, lasts, until }: ProposeSeries): Plan {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    const plan = { rhythm, firstOn, until, minute: hours * 60 + minutes, lasts };
    const now = this.clock.now();
    const { from } = timesOn(plan, firstOn);
    if (from <= now) throw new Invalid('series.begins-in-the-past', { pointer: '/firstOn' });
    if (from.getTime() > now.getTime() + longest) throw new Invalid('series.too-far', { pointer: '/firstOn' });
    if (new Date(until).getTime() > now.getTime() + longest) throw new Invalid('series.too-far', { pointer: '/until' });
    if ([...daysOf(plan)].length < 2) throw new Invalid('series.too-few', { pointer: '/until' });
    return plan;
  }
}
