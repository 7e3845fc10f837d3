// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { ServiceType } from '#contracts';
import { Clock } from '#kernel';
import { canOf, type Actor, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import { OffersFirst } from '#tenant/requests';
import { nextMeeting } from './next-meeting.ts';
import type { StandingOfferQuery, StandingOfferView } from './standing-offer.dto.ts';
import { StandingOffer } from './standing-offer.entity.ts';
import { ownVerbs } from './standing-offer.policy.ts';

/** Time together is offered before it is asked for. */
export const offeredKind: ServiceType = 'social';

const Key = z.tuple([z.iso.datetime(), z.uuid()]);

interface Running {
  readonly offerId: string;
  readonly takerId: string;
  readonly from: Date;
}

/** Standing offers as one person meets them: without who offers, and without who else has looked or said yes. */
@Injectable()
export class StandingOffers {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly offersFirst: OffersFirst,
  ) {}

  /** Whoever has waited longest for a yes stands first. */
  async list(
    actor: Actor,
    ability: AppAbility,
    { whose, limit, cursor }: StandingOfferQuery,
  ): Promise<Page<StandingOfferView>> {
    const [since = null, after = null] = decodeCursor(cursor, Key) ?? [];
    const rows = await this.scope.rows<{ id: string }>(
      `select s.id from standing_offer s where s.tenant_id = :tenant
         and ((s.person_id = :me and :mine::boolean) or (${this.met()} and ${free} and :others::boolean))
         and (:since::timestamptz is null or (s.waiting_since, s.id) > (:since::timestamptz, :after::uuid))
       order by s.waiting_since, s.id limit :limit`,
      {
        ...(await this.reaching(actor)),
        mine: whose !== 'others',
        others: whose !== 'mine',
        since,
        after,
        limit: limit + 1,
      },
    );
    const ids = rows.map(({ id }) => id);
    const found = await this.em.find(
      StandingOffer,
      { id: { $in: ids } },
      { orderBy: { waitingSince: 'asc', id: 'asc' } },
    );
    const { items, next } = cut(found, limit, ({ waitingSince, id }) => [waitingSince.toISOString(), id]);
    return { items: await this.present(actor, ability, items), next };
  }

  /** Whether this person may say yes to it, as long as there is a day left. */
  async meets(actor: Actor, id: string): Promise<boolean> {
    const rows = await this.scope.rows(
      `select s.id from standing_offer s where s.tenant_id = :tenant and s.id = :id and ${this.met()}`,
      { ...(await this.reaching(actor)), id },
    );
    return rows.length > 0;
  }

  /** The agreements that stand, and their days. */
  async running(offers: readonly StandingOffer[]): Promise<Running[]> {
    if (offers.length === 0) return [];
    const rows = await this.scope.rows<{ offerId: string; takerId: string; from: string }>(
      `select t.standing_offer_id as "offerId", r.posted_by_id as "takerId", r."from"
       from standing_offer_taking t join request r on r.tenant_id = :tenant and r.id = t.request_id
       where t.tenant_id = :tenant and t.standing_offer_id = any(:ids::uuid[]) and ${stands}`,
      { ids: offers.map(({ id }) => id) },
    );
    return rows.map((row) => ({ ...row, from: new Date(row.from) }));
  }

  async one(actor: Actor, ability: AppAbility, offer: StandingOffer): Promise<StandingOfferView> {
    const [view] = await this.present(actor, ability, [offer]);
    return view as StandingOfferView;
  }

  private async present(
    actor: Actor,
    ability: AppAbility,
    offers: readonly StandingOffer[],
  ): Promise<StandingOfferView[]> {
    const now = this.clock.now();
    const running = Map.groupBy(await this.running(offers), ({ offerId }) => offerId);
    const names = await this.groupNames(offers.filter(({ personId }) => personId === actor.personId));
    return offers.map((offer): StandingOfferView => {
      const agreed = running.get(offer.id) ?? [];
      const mine = offer.personId === actor.personId;
      const next = nextMeeting(
        offer,
        now,
        agreed.map(({ from }) => from),
      );
      const can = canOf(ability, offer, ['take', ...ownVerbs] as const);
      const over = offer.until <= now;
      return {
        id: offer.id,
        text: offer.text,
        area: offer.area ?? null,
        weekday: offer.weekday,
        at: clockOf(offer.minute),
        minutes: offer.lasts,
        next: next?.toISOString() ?? null,
        mine,
        own: mine
          ? {
              state: over ? 'over' : offer.paused ? 'paused' : agreed.length >= offer.atOnce ? 'full' : 'open',
              groups: offer.groupIds.map((id) => ({ id, name: names.get(id) ?? '' })),
              atOnce: offer.atOnce,
              until: offer.until.toISOString(),
              agreed: agreed.length,
            }
          : null,
        can: { ...can, take: can.take && next !== null, resume: can.resume && !over },
      };
    });
  }

  private async groupNames(own: readonly StandingOffer[]): Promise<Map<string, string>> {
    const ids = own.flatMap(({ groupIds }) => groupIds);
    const groups = ids.length > 0 ? await this.em.find(Group, { id: { $in: ids } }) : [];
    return new Map(groups.map(({ id, name }) => [id, name]));
  }

  /** SQL that holds for the offer `s` of somebody whom an asking of this person's would reach. */
  private met(): string {
    return `s.person_id <> :me and not s.paused and s.until > :now and ${this.offersFirst.reaches('s.person_id', 's.group_ids')}`;
  }

  private async reaching(actor: Actor) {
    const { membersOfIds: everyone, leadersOfIds: leaders } = await this.offersFirst.reachOf(actor, offeredKind);
    return { me: actor.personId, everyone, leaders, serviceType: offeredKind, now: this.clock.now() };
  }
}

/** SQL that holds for a request `r` whose agreement stands. */
const stands = "r.state in ('agreed', 'inProgress')";

/** SQL that holds for the offer `s` while it takes one more, and this person is not among those who have said yes. */
const free = `(select count(*) filter (where r.posted_by_id = :me) * s.at_once + count(*)
  from standing_offer_taking t join request r on r.tenant_id = :tenant and r.id = t.request_id
  where t.tenant_id = :tenant and t.standing_offer_id = s.id and ${stands}) < s.at_once`;

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
