// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { abilityFor, canOf, type Actor, type AppAbility } from '#platform/authz';
import { Actors, Policies } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { PersonService } from '#tenant/people';
import type { GroupMemberView, GroupView } from './group.dto.ts';
import { GroupMember } from './group-member.entity.ts';
import type { Group } from './group.entity.ts';
import { groupVerbs } from './group.policy.ts';

/** Groups as a person sees them: with their leaders, their size, and where the person stands. It decides nothing. */
@Injectable()
export class GroupViews {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly people: PersonService,
    private readonly actors: Actors,
    private readonly policies: Policies,
  ) {}

  async one(group: Group, actor: Actor, ability: AppAbility): Promise<GroupView> {
    const [view] = await this.of([group], actor, ability);
    if (!view) throw new NotFound();
    return view;
  }

  /** After the actor's own place has changed: with the rights that follow from it. */
  async now(group: Group, { personId }: Actor): Promise<GroupView> {
    const actor = await this.actors.load(personId);
    if (!actor) throw new NotFound();
    return this.one(group, actor, abilityFor(actor, this.policies.all));
  }

  async of(groups: readonly Group[], actor: Actor, ability: AppAbility): Promise<GroupView[]> {
    const ids = groups.map(({ id }) => id);
    const where = { groupId: { $in: ids } };
    const leaders = await this.em.find(
      GroupMember,
      { ...where, leader: true, state: 'member' },
      { orderBy: { since: 'asc', id: 'asc' } },
    );
    const own = await this.em.find(GroupMember, { ...where, personId: actor.personId });
    const names = await this.people.names(leaders.map(({ personId }) => personId));
    const sizes = await this.sizes(ids);
    return groups.map((group) => {
      const place = own.find(({ groupId }) => groupId === group.id);
      const can = canOf(ability, group, groupVerbs);
      return {
        id: group.id,
        name: group.name,
        kind: group.kind,
        access: group.access,
        area: group.area ?? null,
        about: group.about,
        welcome: group.welcome,
        rules: [...group.rules],
        share: group.share ?? null,
        unverifiedCallers: group.unverifiedCallers,
        leaders: leaders
          .filter(({ groupId }) => groupId === group.id)
          .map(({ personId }) => ({ id: personId, displayName: names.get(personId) ?? '' })),
        memberCount: ability.can('count', group) ? (sizes.get(group.id) ?? 0) : null,
        membership: {
          state: place?.state === 'declined' ? 'none' : (place?.state ?? 'none'),
          leader: place?.leader ?? false,
        },
        archivedAt: group.archivedAt?.toISOString() ?? null,
        version: group.version,
        // Whoever waits at the door neither knocks again nor has to stay there.
        can: { ...can, join: can.join && !place, leave: place !== undefined },
      };
    });
  }

  async ofMembers(group: Group, members: readonly GroupMember[], ability: AppAbility): Promise<GroupMemberView[]> {
    const names = await this.people.names(members.map(({ personId }) => personId));
    const leads = ability.can('approve', group);
    return members.map(({ personId, state, leader, since }) => ({
      personId,
      displayName: names.get(personId) ?? '',
      state,
      leader,
      since: since.toISOString(),
      can: {
        approve: leads && state === 'applied',
        appoint: leads && state === 'member',
        remove: leads && state !== 'declined',
      },
    }));
  }

  async ofMember(group: Group, member: GroupMember, ability: AppAbility): Promise<GroupMemberView> {
    const [view] = await this.ofMembers(group, [member], ability);
    if (!view) throw new NotFound();
    return view;
  }

  private async sizes(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.scope.rows<{ groupId: string; people: number }>(
      `select group_id as "groupId", count(*)::int as people from group_member m
       where m.tenant_id = :tenant and m.group_id = any(:ids::uuid[]) and m.state = 'member' group by group_id`,
      { ids },
    );
    return new Map(rows.map(({ groupId, people }) => [groupId, people]));
  }
}
