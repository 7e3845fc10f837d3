// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict, NotFound } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Notices } from '#tenant/notices';
import { Agreement, findRequest, lockRequest, Occasions, type Held } from '#tenant/requests';
import { Occasion } from './occasion.entity.ts';
import { daysOf, timesOn } from './rhythm.ts';
import type { Series } from './series.entity.ts';
import { SeriesService } from './series.service.ts';

/** One time of a series: not this time, or with somebody else. */
@Injectable()
export class OccasionService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly series: SeriesService,
    private readonly occasions: Occasions,
    private readonly audit: Audit,
    private readonly notices: Notices,
  ) {}

  async skip(actor: Actor, ability: AppAbility, id: string, day: string): Promise<Series> {
    const { series, occasion, held } = await this.hold(ability, id, day);
    if (occasion && !held) throw new Conflict('series.occasion-settled');
    if (held) await this.occasions.callOff(held, series.sideOf(actor.personId));
    if (occasion) Object.assign(occasion, { state: 'skipped', agreementId: null });
    else this.decide(series, day, 'skipped', false);
    return this.told(series, day, 'skip');
  }

  /** Before it has been made, it is a time like the others again. */
  async takeUp(ability: AppAbility, id: string, day: string): Promise<Series> {
    const { series, occasion } = await this.hold(ability, id, day);
    if (!occasion || occasion.requestId || !isAhead(series, day)) throw new Conflict('series.occasion-settled');
    this.em.remove(occasion);
    return this.told(series, day, 'take-up');
  }

  /** Asked of others as any request: at once when it has been made, and otherwise when it would have been. */
  async handOver(actor: Actor, ability: AppAbility, id: string, day: string, quiet?: boolean): Promise<Series> {
    const { series, occasion, held } = await this.hold(ability, id, day);
    if (occasion && !held) throw new Conflict('series.occasion-settled');
    const side = series.sideOf(actor.personId);
    // How others are asked is the asker's to say.
    const inQuiet = quiet !== undefined && side === 'asker' ? quiet : await this.wasQuiet(series);
    if (held) await this.occasions.handOver(held, side, inQuiet);
    if (occasion) Object.assign(occasion, { state: 'others', quiet: inQuiet, agreementId: null });
    else this.decide(series, day, 'others', inQuiet);
    return this.told(series, day, 'hand-over');
  }

  private decide(series: Series, day: string, state: 'skipped' | 'others', quiet: boolean): void {
    this.em.create(Occasion, { seriesId: series.id, day, state, quiet, requestId: null, agreementId: null });
  }

  /** @throws NotFound when nothing is planned that day, Conflict when it has begun */
  private async hold(
    ability: AppAbility,
    id: string,
    day: string,
  ): Promise<{ series: Series; occasion: Occasion | null; held: Held | null }> {
    // The request before the series, as whoever leaves or blocks holds them.
    await this.series.find(ability, id);
    const before = await this.em.findOne(Occasion, { seriesId: id, day });
    const request = before?.requestId ? await lockRequest(this.em, before.requestId) : null;
    const series = await this.series.hold(ability, 'change', id);
    if (![...daysOf(series.plan())].includes(day)) throw new NotFound();
    if (timesOn(series.plan(), day).from <= this.clock.now()) throw new Conflict('series.occasion-settled');
    const occasion = await this.em.findOne(Occasion, { seriesId: id, day }, { refresh: true });
    // Made just now, while we waited: whoever tries again meets it as it is.
    if (occasion?.requestId && !request) throw new Conflict('series.occasion-settled');
    const agreement = occasion?.agreementId
      ? await this.em.findOne(Agreement, { id: occasion.agreementId }, { refresh: true })
      : null;
    return { series, occasion, held: request && agreement?.state === 'agreed' ? { request, agreement } : null };
  }

  private async wasQuiet({ agreementId }: Series): Promise<boolean> {
    const { requestId } = await this.em.findOneOrFail(Agreement, { id: agreementId });
    return (await findRequest(this.em, requestId)).quiet;
  }

  private async told(series: Series, day: string, verb: string): Promise<Series> {
    await this.em.flush();
    this.audit.record(verb, 'series', series.id, { day });
    await this.notices.tell('series.changed', series.id, [series.askerId, series.helperId]);
    return series;
  }
}

/** Whether it will still be made. */
const isAhead = ({ nextOn }: Series, day: string): boolean => typeof nextOn === 'string' && nextOn <= day;
