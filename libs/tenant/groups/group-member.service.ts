// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, Gone, NotFound } from '#kernel';
import type { Actor, AppAbility } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { Notices } from '#tenant/notices';
import { Departures } from '#tenant/people';
import { GroupMember } from './group-member.entity.ts';
import type { ChangeMember, GroupMemberQuery } from './group.dto.ts';
import { Group } from './group.entity.ts';
import { GroupService } from './group.service.ts';

const Key = z.tuple([z.enum(['applied', 'member']), z.iso.datetime(), z.uuid()]);

/** Coming in, being let in, leading and leaving. */
@Injectable()
export class GroupMemberService implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly groups: GroupService,
    private readonly departures: Departures,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.departures.onDeparture(async (personId) => {
      await this.em.nativeDelete(GroupMember, { personId });
    });
  }

  /** Those who wait first, then the members, each in the order they came. */
  async list(
    ability: AppAbility,
    groupId: string,
    { state, limit, cursor }: GroupMemberQuery,
  ): Promise<Page<GroupMember>> {
    await this.groups.load(ability, groupId, 'viewMembers');
    const after = decodeCursor(cursor, Key);
    const filters: object[] = [{ groupId }];
    if (state) filters.push({ state });
    if (after) {
      const [lastState, since, id] = after;
      const later = { $or: [{ since: { $gt: new Date(since) } }, { since: new Date(since), id: { $gt: id } }] };
      filters.push({ $or: [{ state: { $gt: lastState } }, { state: lastState, ...later }] });
    }
    const orderBy = { state: 'asc', since: 'asc', id: 'asc' } as const;
    const rows = await this.em.find(GroupMember, { $and: filters }, { orderBy, limit: limit + 1 });
    return cut(rows, limit, (member) => [member.state, member.since.toISOString(), member.id]);
  }

  /** Into an open group at once; elsewhere to its door. Doing it again changes nothing. */
  async join(ability: AppAbility, actor: Actor, groupId: string): Promise<Group> {
    const group = await this.groups.load(ability, groupId);
    if (await this.find(groupId, actor.personId)) return group;
    await this.groups.load(ability, groupId, 'join');
    const state = group.access === 'open' ? 'member' : 'applied';
    this.em.create(GroupMember, { groupId, personId: actor.personId, state, leader: false, since: this.clock.now() });
    await this.em.flush();
    this.audit.record(state === 'member' ? 'join' : 'apply', 'group', groupId, { personId: actor.personId });
    if (state === 'applied') await this.notices.tell('group.applied', groupId, await this.leadersOf(groupId));
    return group;
  }

  async leave(actor: Actor, groupId: string): Promise<void> {
    const member = await this.find(groupId, actor.personId);
    if (!member) throw new NotFound();
    this.em.remove(member);
    await this.em.flush();
    this.audit.record('leave', 'group', groupId, { personId: actor.personId });
  }

  /** Lets somebody in or turns them away; makes them leader, or not. */
  async change(
    ability: AppAbility,
    groupId: string,
    personId: string,
    { state, leader }: ChangeMember,
  ): Promise<GroupMember> {
    await this.groups.load(ability, groupId, 'approve');
    const member = await this.find(groupId, personId);
    if (!member) throw new NotFound();
    if (state === 'declined') {
      member.decline();
      await this.end(member, 'decline');
      return member;
    }
    if (state === 'member' && member.state === 'applied') {
      member.admit(this.clock.now());
      this.audit.record('approve', 'group', groupId, { personId });
      await this.notices.tell('group.admitted', groupId, [personId]);
    }
    if (leader !== undefined && leader !== member.leader) {
      member.appoint(leader);
      this.audit.record(leader ? 'appoint' : 'dismiss', 'group', groupId, { personId });
    }
    await this.em.flush();
    return member;
  }

  async remove(ability: AppAbility, groupId: string, personId: string): Promise<void> {
    await this.groups.load(ability, groupId, 'approve');
    const member = await this.find(groupId, personId);
    if (!member) throw new NotFound();
    await this.end(member, 'remove');
  }

  /** An invited person comes in, whatever the group's access. @throws Gone when it has been archived since. */
  async admitInvited(groupId: string, personId: string, leader: boolean): Promise<void> {
    const group = await this.em.findOne(Group, { id: groupId });
    if (!group || group.archivedAt) throw new Gone('invitation.group-closed');
    const at = this.clock.now();
    const before = await this.find(groupId, personId);
    const member =
      before ?? this.em.create(GroupMember, { groupId, personId, state: 'member', leader: false, since: at });
    if (member.state === 'applied') member.admit(at);
    if (leader) member.appoint(true);
    await this.em.flush();
    this.audit.record('join', 'group', groupId, { personId, leader, invited: true });
  }

  private async end(member: GroupMember, verb: 'decline' | 'remove'): Promise<void> {
    this.em.remove(member);
    await this.em.flush();
    this.audit.record(verb, 'group', member.groupId, { personId: member.personId });
  }

  private async leadersOf(groupId: string): Promise<string[]> {
    const leaders = await this.em.find(GroupMember, { groupId, leader: true });
    return leaders.map(({ personId }) => personId);
  }

  private find(groupId: string, personId: string): Promise<GroupMember | null> {
    return this.em.findOne(GroupMember, { groupId, personId });
  }
}
