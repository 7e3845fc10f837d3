// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock, Invalid } from '#kernel';
import { authorize, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Audience, Group } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { AgreementLife } from './agreement-life.service.ts';
import { Audiences, reachOf } from './audiences.service.ts';
import { lockVisibleRequest } from './lock-request.ts';
import { Request } from './request.entity.ts';
import { Turns } from './turns.service.ts';

/** A group that could be asked next, and how many are in it. */
interface NextGroup {
  readonly id: string;
  readonly name: string;
  readonly people: number;
}

/** What nobody answered for a day: the coordinators ask one more group. And "not now" of those who were asked. */
@Injectable()
export class Broadening {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audience: Audience,
    private readonly audiences: Audiences,
    private readonly turns: Turns,
    private readonly life: AgreementLife,
    private readonly notices: Notices,
  ) {}

  /** By request id: the group nearest at hand that helps with such things and was not asked; in the area before larger ones. */
  async nextGroups(ability: AppAbility, requests: readonly Request[]): Promise<Map<string, NextGroup>> {
    const groups = await this.em.find(Group, { archivedAt: null }, { orderBy: { id: 'asc' } });
    const sizes = new Map<string, number>();
    for (const [serviceType, alike] of Map.groupBy(requests, (request) => request.serviceType))
      for (const size of await this.sizes(serviceType, alike, groups)) sizes.set(size.key, size.people);
    const next = new Map<string, NextGroup>();
    for (const request of requests) {
      const asked = [...request.groupIds, ...request.membersOfIds, ...request.leadersOfIds];
      const [first] = groups
        .filter((group) => !asked.includes(group.id) && mayAskOn(ability, group, request))
        .map(({ id, name, area }) => ({
          id,
          name,
          people: sizes.get(`${request.id} ${id}`) ?? 0,
          near: area === request.area,
        }))
        .filter(({ people }) => people > 0)
        .sort((a, b) => Number(b.near) - Number(a.near) || b.people - a.people);
      if (first) next.set(request.id, { id: first.id, name: first.name, people: first.people });
    }
    return next;
  }

  /** @throws Invalid when the group is not there, has been asked, or does not help with such things */
  async broaden(ability: AppAbility, id: string, groupId: string): Promise<Request> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'broaden', request);
    const group = await this.em.findOne(Group, { id: groupId });
    if (!group || ability.cannot('read', group)) throw new Invalid('request.unknown-group', { pointer: '/groupId' });
    if (request.groupIds.includes(groupId) || !mayAskOn(ability, group, request))
      throw new Invalid('request.group-does-not-help', { pointer: '/groupId' });
    const { membersOfIds, leadersOfIds } = reachOf([group], request.serviceType);
    request.groupIds = [...request.groupIds, groupId];
    request.membersOfIds = [...new Set([...request.membersOfIds, ...membersOfIds])];
    request.leadersOfIds = [...new Set([...request.leadersOfIds, ...leadersOfIds])];
    request.version += 1;
    await this.audiences.write(request);
    await this.life.follow(request, 'broaden');
    await this.turns.goOn(request);
    return request;
  }

  async pass(actor: Actor, ability: AppAbility, id: string): Promise<void> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'pass', request, 'request.not-your-turn');
    await this.notices.forget('request.asked', id, [actor.personId]);
    await this.turns.pass(request, actor.personId);
  }

  /** For each of these requests and groups, how many would meet it: whoever asks and whoever lacks something is not counted. */
  private sizes(
    serviceType: ServiceType,
    requests: readonly Request[],
    groups: readonly Group[],
  ): Promise<{ key: string; people: number }[]> {
    const { membersOfIds: everyone, leadersOfIds: leaders } = reachOf(groups, serviceType);
    return this.scope.rows(
      `select r.id || ' ' || m.group_id as key, count(*)::int as people
       from request r join group_member m on m.tenant_id = :tenant and ${this.audience.reached()}
         and (m.person_id <> r.posted_by_id or r.source_request_id is not null)
         and m.person_id is distinct from r.for_person_id
       where r.tenant_id = :tenant and r.id = any(:ids::uuid[]) group by 1`,
      { ids: requests.map(({ id }) => id), everyone, leaders, serviceType, now: this.clock.now() },
    );
  }
}

const mayAskOn = (ability: AppAbility, group: Group, { serviceType, calledIn }: Request): boolean =>
  ability.can('read', group) &&
  group.access !== 'hidden' &&
  group.whoMayHelp(serviceType) !== 'nobody' &&
  // Whoever rang without showing who they are is taken on only where a call is enough.
  (calledIn !== 'unshown' || group.unverifiedCallers);
