// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Forbidden, Invalid } from '#kernel';
import { authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Availabilities } from '#tenant/availability';
import { overInvitation, type Pool } from '#tenant/fairness';
import { Audience, Group } from '#tenant/groups';
import { Audiences, reachOf } from './audiences.service.ts';
import { isHeard, unreachedBy } from './blocked.ts';
import { asksForOrganisation } from './asker-columns.ts';
import { Offer } from './offer.entity.ts';
import type { PoolQuestion, PoolView } from './pool.dto.ts';
import type { CreateRequest } from './request.dto.ts';
import type { Request } from './request.entity.ts';
import { isShift } from './shift.ts';

interface Places {
  readonly invited: number;
  readonly unanswered: number;
}

/** Shifts: who plans them, how many to invite, and who stands in for whoever steps back. */
@Injectable()
export class Shifts {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audience: Audience,
    private readonly audiences: Audiences,
    private readonly availabilities: Availabilities,
  ) {}

  /** @throws Forbidden unless this person plans shifts in all the groups; Invalid unless it has a beginning, an end and places */
  async expectPlanned(ability: AppAbility, input: CreateRequest): Promise<void> {
    if (input.invites === undefined) return;
    const groups = await this.em.find(Group, { id: { $in: input.groupIds } });
    if (groups.length === 0 || groups.some((group) => ability.cannot('plan', group)))
      throw new Forbidden('request.shift-not-yours');
    const refuse = (pointer: string) => new Invalid('request.not-a-shift', { pointer });
    if (input.serviceType !== 'staffing') throw refuse('/serviceType');
    if (input.matching !== 'first-come') throw refuse('/matching');
    if (!input.from || !input.to) throw refuse(input.from ? '/to' : '/from');
    if (input.quiet) throw refuse('/quiet');
    if (input.partnerIds && input.partnerIds.length > 0) throw refuse('/partnerIds');
    if (input.onBehalf) throw refuse('/onBehalf');
    if (input.invites < input.headCount) throw refuse('/invites');
  }

  /** How many of those whom a shift would reach have said that they can then, and how many to invite. Never who. */
  async pool(actor: Actor, ability: AppAbility, groupId: string, question: PoolQuestion): Promise<PoolView> {
    const group = await findReadable(this.em, ability, Group, groupId);
    authorize(ability, 'plan', group, 'request.shift-not-yours');
    const { from, to } = { from: new Date(question.from), to: new Date(question.to) };
    if (from > to) throw new Invalid('request.ends-before-it-begins', { pointer: '/to' });
    const subject = { serviceType: 'staffing', area: question.area ?? null } as const;
    const helping = await this.audiences.helpingFor(actor, ability, [groupId], subject);
    const { membersOfIds, leadersOfIds } = reachOf(helping, 'staffing');
    const unreached = unreachedBy(actor, { ofOrganisation: asksForOrganisation(actor, false, []) });
    const rows = await this.scope.rows<{ id: string }>(
      `select distinct m.person_id as id from group_member m
       where m.tenant_id = :tenant and m.person_id <> :me and m.person_id <> all(:unreached::uuid[])
         and ${this.audience.reached()}`,
      {
        me: actor.personId,
        unreached,
        everyone: membersOfIds,
        leaders: leadersOfIds,
        serviceType: 'staffing',
        now: this.clock.now(),
      },
    );
    const said = await this.availabilities.wordsOf(
      rows.map(({ id }) => id),
      from,
      to,
    );
    const counted = (word: 'can' | 'cannot') => [...said.values()].filter((one) => one === word).length;
    const pool: Pool = { can: counted('can'), cannot: counted('cannot'), unsaid: rows.length - said.size };
    return { people: rows.length, ...pool, ...overInvitation(question.places, pool) };
  }

  /** Who has stood in longest, and still may come. Whoever calls holds the request's lock. */
  async nextStandIn(request: Request): Promise<Offer | null> {
    const [row] = await this.scope.rows<{ id: string }>(
      `select o.id from offer o join request r on r.tenant_id = :tenant and r.id = o.request_id
       where o.tenant_id = :tenant and o.request_id = :id and o.state = 'waiting' and ${isHeard}
         and exists (select 1 from group_member m
           where m.tenant_id = :tenant and m.person_id = o.helper_id and ${this.audience.reached()})
       order by o.at, o.id limit 1`,
      {
        id: request.id,
        everyone: request.membersOfIds,
        leaders: request.leadersOfIds,
        serviceType: request.serviceType,
        now: this.clock.now(),
      },
    );
    return row ? this.em.findOneOrFail(Offer, { id: row.id }, { refresh: true }) : null;
  }

  /** By request id. Who said no is not told apart from who has not looked. */
  async placesOf(requests: readonly Request[]): Promise<ReadonlyMap<string, Places>> {
    const ids = requests.filter(isShift).map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const rows = await this.scope.rows<Places & { id: string }>(
      `select t.request_id as id, count(*)::int as invited,
         (count(*) filter (where not exists (select 1 from offer o
           where o.tenant_id = :tenant and o.request_id = t.request_id and o.helper_id = t.helper_id)))::int as unanswered
       from request_turn t where t.tenant_id = :tenant and t.request_id = any(:ids::uuid[]) group by t.request_id`,
      { ids },
    );
    const counted = new Map(rows.map(({ id, ...places }) => [id, places]));
    return new Map(ids.map((id) => [id, counted.get(id) ?? { invited: 0, unanswered: 0 }]));
  }

  /** By request id the place of somebody among those who stand in, from 1; of full shifts only. */
  async standingIn(personId: string, requests: readonly Request[]): Promise<ReadonlyMap<string, number>> {
    const full = requests.filter((request) => isShift(request) && !request.takesOffers());
    const ids = full.filter(({ offeredByIds }) => offeredByIds.includes(personId)).map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const rows = await this.scope.rows<{ id: string; place: number }>(
      `select mine.request_id as id, count(*)::int as place
       from offer mine
       join offer o on o.tenant_id = :tenant and o.request_id = mine.request_id and o.state = 'waiting'
         and (o.at, o.id) <= (mine.at, mine.id)
       where mine.tenant_id = :tenant and mine.helper_id = :personId and mine.state = 'waiting'
         and mine.request_id = any(:ids::uuid[])
       group by mine.request_id`,
      { personId, ids },
    );
    return new Map(rows.map(({ id, place }) => [id, place]));
  }
}
