// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, Invalid } from '#kernel';
import { accessibleBy, authorize, findReadable, type Actor, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, expectVersion, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { TenantProfileService } from '#tenant/profile';
import { GroupMember } from './group-member.entity.ts';
import type { CreateGroup, GroupQuery, UpdateGroup } from './group.dto.ts';
import { Group, rulesFor, type GroupKind } from './group.entity.ts';
import type { GroupVerb } from './group.policy.ts';

const Key = z.tuple([z.string(), z.uuid()]);
const kindsLike = (kind: GroupKind): GroupKind[] => (kind === 'both' ? ['both'] : [kind, 'both']);

@Injectable()
export class GroupService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly profiles: TenantProfileService,
  ) {}

  /** Those the ability may read, by name. */
  async list(
    ability: AppAbility,
    actor: Actor,
    { kind, area, mine, archived, limit, cursor }: GroupQuery,
  ): Promise<Page<Group>> {
    const visible = accessibleBy(ability, 'read', Group);
    if (!visible) return { items: [], next: null };
    const after = decodeCursor(cursor, Key);
    const filters: object[] = [visible, { archivedAt: archived ? { $ne: null } : null }];
    if (after) filters.push({ $or: [{ name: { $gt: after[0] } }, { name: after[0], id: { $gt: after[1] } }] });
    if (kind) filters.push({ kind: { $in: kindsLike(kind) } });
    if (area) filters.push({ area });
    if (mine) filters.push({ id: { $in: await this.groupsOf(actor.personId) } });
    const rows = await this.em.find(
      Group,
      { $and: filters },
      { orderBy: { name: 'asc', id: 'asc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (group) => [group.name, group.id]);
  }

  /** @throws NotFound when it does not exist or may not be read, Forbidden when only the verb is refused. */
  async load(ability: AppAbility, id: string, verb: GroupVerb = 'read'): Promise<Group> {
    const group = await findReadable(this.em, ability, Group, id);
    authorize(ability, verb, group);
    return group;
  }

  async create(actor: Actor, { rules, ...fields }: CreateGroup): Promise<Group> {
    await this.checkArea(fields.area);
    const group = Group.found({ ...fields, rules: rules ?? rulesFor(fields.kind) }, this.clock.now());
    this.em.persist(group);
    await this.em.flush();
    this.audit.record('create', 'group', group.id, { kind: group.kind, access: group.access });
    // A coordinator who makes a hidden group would otherwise lose sight of it.
    if (!actor.roles.includes('administrator')) this.lead(group.id, actor.personId);
    await this.em.flush();
    return group;
  }

  async update(ability: AppAbility, id: string, version: number, fields: UpdateGroup): Promise<Group> {
    const group = await this.load(ability, id, 'update');
    expectVersion(group, version);
    if (fields.share !== undefined) authorize(ability, 'ration', group, 'group.share-not-yours');
    if (fields.area !== undefined && fields.area !== group.area) await this.checkArea(fields.area);
    group.change(fields);
    await this.em.flush();
    this.audit.record('update', 'group', id, { fields: Object.keys(fields).sort() });
    return group;
  }

  async archive(ability: AppAbility, id: string): Promise<Group> {
    const group = await this.load(ability, id, 'archive');
    group.archive(this.clock.now());
    await this.em.flush();
    this.audit.record('archive', 'group', id);
    return group;
  }

  async restore(ability: AppAbility, id: string): Promise<Group> {
    const group = await this.load(ability, id, 'restore');
    group.restore();
    await this.em.flush();
    this.audit.record('restore', 'group', id);
    return group;
  }

  private async groupsOf(personId: string): Promise<string[]> {
    return (await this.em.find(GroupMember, { personId })).map(({ groupId }) => groupId);
  }

  private lead(groupId: string, personId: string): void {
    this.em.create(GroupMember, { groupId, personId, state: 'member', leader: true, since: this.clock.now() });
    this.audit.record('appoint', 'group', groupId, { personId });
  }

  private async checkArea(area: string | null): Promise<void> {
    if (area === null) return;
    const { areas } = await this.profiles.current();
    if (!areas.includes(area)) throw new Invalid('group.area-unknown', { pointer: '/area' });
  }
}
