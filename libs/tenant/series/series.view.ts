// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '#kernel';
import { accessibleBy, canOf, type Actor, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { PersonService } from '#tenant/people';
import { Agreement, Request } from '#tenant/requests';
import { Occasion } from './occasion.entity.ts';
import { daysOf, timesOn } from './rhythm.ts';
import type { OccasionView, SeriesView } from './series.dto.ts';
import { Series } from './series.entity.ts';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);
const verbs = ['accept', 'end', 'change'] as const;
/** How many of the times to come are told. */
const shown = 6;

/** Series as their two parties see them. */
@Injectable()
export class SeriesViews {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly people: PersonService,
  ) {}

  /** One's own, the latest first; what has ended is not listed. */
  async list(
    actor: Actor,
    ability: AppAbility,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<SeriesView>> {
    const own = accessibleBy(ability, 'read', Series) ?? { id: [] };
    const after = decodeCursor(cursor, Key);
    const before = after && {
      $or: [{ proposedAt: { $lt: new Date(after[0]) } }, { proposedAt: new Date(after[0]), id: { $lt: after[1] } }],
    };
    const rows = await this.em.find(
      Series,
      { $and: [own, { state: { $ne: 'ended' } }, before ?? {}] },
      { orderBy: { proposedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    const { items, next } = cut(rows, limit, (series) => [series.proposedAt.toISOString(), series.id]);
    return { items: await this.of(actor, ability, items), next };
  }

  async one(actor: Actor, ability: AppAbility, series: Series): Promise<SeriesView> {
    const [view] = await this.of(actor, ability, [series]);
    return view as SeriesView;
  }

  private async of(actor: Actor, ability: AppAbility, all: readonly Series[]): Promise<SeriesView[]> {
    const ids = all.map(({ id }) => id);
    const names = await this.people.names(all.map((series) => series.otherThan(actor.personId)));
    const occasions = await this.em.find(Occasion, { seriesId: { $in: ids } });
    const agreementIds = [
      ...all.map(({ agreementId }) => agreementId),
      ...occasions.flatMap((one) => one.agreementId ?? []),
    ];
    const agreements = new Map(
      (await this.em.find(Agreement, { id: { $in: agreementIds } })).map((one) => [one.id, one]),
    );
    const requestIds = [...agreements.values()].map(({ requestId }) => requestId);
    const requests = new Map((await this.em.find(Request, { id: { $in: requestIds } })).map((one) => [one.id, one]));
    return all.map((series): SeriesView => {
      const request = requests.get(agreements.get(series.agreementId)?.requestId ?? '');
      const can = canOf(ability, series, verbs);
      const side = series.sideOf(actor.personId);
      const { minute } = series;
      return {
        id: series.id,
        agreementId: series.agreementId,
        serviceType: request?.serviceType ?? 'practical',
        text: request?.text ?? '',
        side,
        otherName: names.get(series.otherThan(actor.personId)) ?? '',
        state: series.state,
        mine: series.proposedBy === side,
        rhythm: series.rhythm,
        firstOn: series.firstOn,
        time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
        lasts: series.lasts,
        until: series.until,
        occasions:
          series.state === 'ended'
            ? []
            : this.coming(series, occasions, agreements).map((one) => {
                const requestId = side === 'asker' ? one.requestId : null;
                return { ...one, requestId, can: can.change ? one.can : nothing };
              }),
        version: series.version,
        can,
      };
    });
  }

  private coming(series: Series, all: readonly Occasion[], agreements: ReadonlyMap<string, Agreement>): OccasionView[] {
    const now = this.clock.now();
    const own = new Map(all.filter(({ seriesId }) => seriesId === series.id).map((one) => [one.day, one]));
    const days = [...daysOf(series.plan())].filter((day) => timesOn(series.plan(), day).from > now).slice(0, shown);
    return days.map((day): OccasionView => {
      const { from, to } = timesOn(series.plan(), day);
      const known = own.get(day);
      const agreement = known?.agreementId ? agreements.get(known.agreementId) : undefined;
      const isOff = known?.state === 'made' && agreement?.state === 'failed';
      const free = !known || (known.state === 'made' && agreement?.state === 'agreed');
      const ahead = typeof series.nextOn === 'string' && series.nextOn <= day;
      return {
        day,
        from: from.toISOString(),
        to: to.toISOString(),
        state: isOff ? 'off' : (known?.state ?? 'planned'),
        agreementId: known?.state === 'made' ? (known.agreementId ?? null) : null,
        requestId: known?.state === 'others' ? (known.requestId ?? null) : null,
        can: { skip: free, handOver: free, takeUp: known !== undefined && !known.requestId && ahead },
      };
    });
  }
}

const nothing = { skip: false, takeUp: false, handOver: false };
const two = (number: number): string => String(number).padStart(2, '0');
