// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Invalid, Randomness } from '#kernel';
import { accessibleBy, type Actor, type AppAbility } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import { Qualified } from '#tenant/qualifications';
import { enterInFeeds, reachedBy } from './feed-rows.ts';
import { LinkedGroups, type LinkSubject } from './linked-groups.ts';
import { RequestAudience } from './request-audience.entity.ts';
import { Request } from './request.entity.ts';
import { lackIn } from './who-may-help.ts';

/** The groups whose members, and the groups whose leaders, meet a request in their feeds. */
export interface Reach {
  readonly membersOfIds: string[];
  readonly leadersOfIds: string[];
}

/** Who a request reaches: decided by the rules of the chosen groups, kept as rows of the feed. */
@Injectable()
export class Audiences {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly randomness: Randomness,
    private readonly qualified: Qualified,
    @Optional() private readonly links?: LinkedGroups,
  ) {}

  /** The groups, chosen and linked, that help with this. @throws Invalid that names a chosen one that does not */
  async helping(groupIds: readonly string[], subject: LinkSubject): Promise<Group[]> {
    return this.withLinked(await this.groups(groupIds), subject);
  }

  private async withLinked(chosen: readonly Group[], subject: LinkSubject): Promise<Group[]> {
    const groupIds = chosen.map(({ id }) => id);
    const linkedIds = (await this.links?.servedBy(groupIds, subject)) ?? [];
    const linked = await this.groups(linkedIds.filter((id) => !groupIds.includes(id)));
    const helps = (group: Group) => group.whoMayHelp(subject.serviceType) !== 'nobody';
    const idle = chosen.findIndex((group) => !helps(group));
    if (idle >= 0 && linked.length === 0)
      throw new Invalid('request.group-does-not-help', { pointer: `/groupIds/${idle}` });
    return [...chosen, ...linked].filter(helps);
  }

  /** The same, after asking whether this person may turn to these groups. @throws Invalid that names the group */
  async helpingFor(
    actor: Actor,
    ability: AppAbility,
    groupIds: readonly string[],
    subject: LinkSubject,
  ): Promise<Group[]> {
    const groups = await this.groups(groupIds, accessibleBy(ability, 'read', Group) ?? { id: [] });
    const closed = groups.findIndex((group) => !mayAsk(actor, ability, group, subject.serviceType));
    if (closed >= 0) throw new Invalid('request.group-not-yours-to-ask', { pointer: `/groupIds/${closed}` });
    for (const [place, groupId] of groupIds.entries())
      await this.refuseWhoLacks(actor, ability, groupId, subject.serviceType, `/groupIds/${place}`);
    return this.withLinked(groups, subject);
  }

  /** @throws Invalid that says what is missing; of whoever asks for the organisation nothing is demanded */
  private async refuseWhoLacks(
    actor: Actor,
    ability: AppAbility,
    groupId: string,
    serviceType: ServiceType,
    pointer: string,
  ): Promise<void> {
    const lack = lackIn(actor, 'ask', [groupId], serviceType);
    if (!lack || ability.can('postOnBehalf', Request)) return;
    const { code, detail } = await this.qualified.refusal({ personId: actor.personId, ...lack });
    throw new Invalid(code, { ...detail, pointer });
  }

  /** Writes the request's rows of the feed anew. */
  async write(request: Request): Promise<void> {
    await this.em.flush();
    await this.em.nativeDelete(RequestAudience, { requestId: request.id });
    await enterInFeeds(this.scope, this.randomness, request, { groupIds: reachedBy(request) });
  }

  /** In the order they were named. @throws Invalid that names the one that is not there */
  private async groups(groupIds: readonly string[], visible: object = {}): Promise<Group[]> {
    if (groupIds.length === 0) return [];
    const rows = await this.em.find(Group, { $and: [{ id: { $in: [...groupIds] } }, visible] });
    const found = new Map(rows.map((group) => [group.id, group]));
    return groupIds.map((id, place) => {
      const group = found.get(id);
      if (!group || group.archivedAt) throw new Invalid('request.unknown-group', { pointer: `/groupIds/${place}` });
      return group;
    });
  }
}

export function reachOf(helping: readonly Group[], serviceType: ServiceType): Reach {
  const ids = (who: 'members' | 'leaders') =>
    helping.filter((group) => group.whoMayHelp(serviceType) === who).map(({ id }) => id);
  return { membersOfIds: ids('members'), leadersOfIds: ids('leaders') };
}

/** A group's rules say who in it may ask. Whoever asks for the organisation needs only to be let near the group. */
function mayAsk(actor: Actor, ability: AppAbility, group: Group, serviceType: ServiceType): boolean {
  if (ability.cannot('postTo', group)) return false;
  if (ability.can('postOnBehalf', Request)) return true;
  const who = group.whoMayAsk(serviceType);
  return (
    (who === 'members' && actor.groupIds.includes(group.id)) ||
    (who === 'leaders' && actor.leadsGroupIds.includes(group.id))
  );
}
