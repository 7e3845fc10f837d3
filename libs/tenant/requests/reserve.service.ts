// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Conflict } from '#kernel';
import type { Actor } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { freeFrom, hasItsShare, shareDays } from '#tenant/fairness';
import { Audience } from '#tenant/groups';
import { groupCards, type GroupCards } from './group-cards.ts';
import type { Request } from './request.entity.ts';
import { lackIn } from './who-may-help.ts';

/** What a group that has had its share leaves to the others, until it is urgent. */
@Injectable()
export class Reserve {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audience: Audience,
  ) {}

  /**
   * By request id: from when this helper, too, may take what is kept for others now. `known`: the requests' groups, where
   * they have been read already.
   */
  async keptUntil(actor: Actor, requests: readonly Request[], known?: GroupCards): Promise<Map<string, Date>> {
    const now = this.clock.now();
    const mine =
      ({ serviceType }: Request) =>
      (id: string) =>
        actor.groupIds.includes(id) && !lackIn(actor, 'help', [id], serviceType);
    const early = requests.filter((request) => freeAt(request) > now && waysTo(request).some(mine(request)));
    if (early.length === 0) return new Map();
    const ids = [...new Set(early.flatMap(waysTo))];
    const full = await this.full(ids, known ?? (await groupCards(this.em, this.scope, ids)));
    const isKept = (request: Request) => {
      const others = waysTo(request).filter((id) => !full.has(id));
      return others.length > 0 && !others.some(mine(request));
    };
    return new Map(early.filter(isKept).map((request) => [request.id, freeAt(request)]));
  }

  /** @throws Conflict `request.kept-for-others`, with the time from when it is not */
  async refuse(actor: Actor, request: Request): Promise<void> {
    const until = (await this.keptUntil(actor, [request])).get(request.id);
    if (until) throw new Conflict('request.kept-for-others', { values: { until: until.toISOString() } });
  }

  /** By which of its groups the request reaches this person. */
  async waysOf(request: Request, personId: string): Promise<string[]> {
    const rows = await this.scope.rows<{ groupId: string }>(
      `select m.group_id as "groupId" from group_member m
       where m.tenant_id = :tenant and m.person_id = :person and ${this.audience.reached()} order by 1`,
      {
        person: personId,
        everyone: request.membersOfIds,
        leaders: request.leadersOfIds,
        serviceType: request.serviceType,
        now: this.clock.now(),
      },
    );
    return rows.map(({ groupId }) => groupId);
  }

  private async full(groupIds: readonly string[], known: GroupCards): Promise<ReadonlySet<string>> {
    const rationed = groupIds.flatMap((id) => known.get(id) ?? []).filter(({ share }) => share !== null);
    if (rationed.length === 0) return new Set();
    const since = new Date(this.clock.now().getTime() - shareDays * 86_400_000);
    const rows = await this.scope.rows<{ id: string | null; count: number }>(
      `select null::uuid as id, count(*)::int as count from agreement_helper h
       where h.tenant_id = :tenant and h.made_at > :since and h.group_ids <> '{}'
       union all
       select way.id, count(*)::int from agreement_helper h cross join unnest(h.group_ids) as way(id)
       where h.tenant_id = :tenant and h.made_at > :since group by way.id`,
      { since },
    );
    const taken = (id: string | null) => rows.find((row) => row.id === id)?.count ?? 0;
    const all = taken(null);
    return new Set(
      rationed.filter(({ id, share }) => hasItsShare({ byGroup: taken(id), all }, share)).map(({ id }) => id),
    );
  }
}

const waysTo = (request: Request): string[] => [...request.membersOfIds, ...request.leadersOfIds];
const freeAt = ({ postedAt, createdAt, from, to }: Request): Date =>
  freeFrom({ postedAt: postedAt ?? createdAt, from, to });
