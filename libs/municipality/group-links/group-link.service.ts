// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conflict, Invalid, NotFound } from '#kernel';
import { accessibleBy, authorize, canOf, type AppAbility } from '#platform/authz';
import { cut, decodeCursor, expectVersion, type Page } from '#platform/http';
import { Audit } from '#tenant/audit';
import { Group } from '#tenant/groups';
import type { CreateGroupLink, GroupLinkView, UpdateGroupLink } from './group-link.dto.ts';
import { GroupLink } from './group-link.entity.ts';
import { groupLinkVerbs } from './group-link.policy.ts';

const Key = z.tuple([z.uuid()]);

@Injectable()
export class GroupLinkService {
  constructor(
    private readonly em: EntityManager,
    private readonly audit: Audit,
  ) {}

  async list(ability: AppAbility, { limit, cursor }: { limit: number; cursor?: string }): Promise<Page<GroupLinkView>> {
    const visible = await this.readable(ability);
    if (!visible) return { items: [], next: null };
    const after = decodeCursor(cursor, Key);
    const beyond = after ? { id: { $gt: after[0] } } : {};
    const rows = await this.em.find(
      GroupLink,
      { $and: [visible, beyond] },
      { orderBy: { id: 'asc' }, limit: limit + 1 },
    );
    const { items, next } = cut(rows, limit, ({ id }) => [id]);
    return { items: await this.views(ability, items), next };
  }

  async create(
    ability: AppAbility,
    { needGroupId, resourceGroupId, ...terms }: CreateGroupLink,
  ): Promise<GroupLinkView> {
    if (needGroupId === resourceGroupId) throw new Invalid('group-link.same-group', { pointer: '/resourceGroupId' });
    const need = await this.group(ability, needGroupId, '/needGroupId');
    if (need.kind === 'resource') throw new Invalid('group-link.not-a-need-group', { pointer: '/needGroupId' });
    const resource = await this.group(ability, resourceGroupId, '/resourceGroupId');
    // Whoever asks is told whom the links reach.
    if (need.access === 'hidden' || resource.access === 'hidden') throw new Conflict('group-link.hidden-group');
    if (resource.kind === 'need') throw new Invalid('group-link.not-a-resource-group', { pointer: '/resourceGroupId' });
    if (await this.em.count(GroupLink, { needGroupId, resourceGroupId })) throw new Conflict('group-link.exists');
    const link = GroupLink.between(needGroupId, resourceGroupId, terms);
    this.em.persist(link);
    await this.em.flush();
    this.note('create', link);
    return this.view(ability, link);
  }

  async update(ability: AppAbility, id: string, version: number, terms: UpdateGroupLink): Promise<GroupLinkView> {
    const link = await this.load(ability, id, 'update');
    expectVersion(link, version);
    link.change(terms);
    await this.em.flush();
    this.note('update', link);
    return this.view(ability, link);
  }

  async remove(ability: AppAbility, id: string): Promise<void> {
    const link = await this.load(ability, id, 'remove');
    this.em.remove(link);
    await this.em.flush();
    this.note('remove', link);
  }

  /** With both groups: whoever may not read one of them is not told. */
  private note(verb: string, { id, needGroupId, resourceGroupId }: GroupLink): void {
    this.audit.record(verb, 'groupLink', id, { needGroupId, resourceGroupId });
  }

  private async load(ability: AppAbility, id: string, verb: 'update' | 'remove'): Promise<GroupLink> {
    const visible = await this.readable(ability);
    const link = visible && (await this.em.findOne(GroupLink, { $and: [{ id }, visible] }));
    if (!link) throw new NotFound();
    authorize(ability, verb, link);
    return link;
  }

  /** A link is there for those who may read both its groups: it must not tell of one that is hidden. */
  private async readable(ability: AppAbility): Promise<object | null> {
    const [links, groups] = [accessibleBy(ability, 'read', GroupLink), accessibleBy(ability, 'read', Group)];
    if (!links || !groups) return null;
    const idsOfGroups = async () => {
      const ids = this.em.createQueryBuilder(Group, 'g').select('g.id').where(groups);
      await ids.applyFilters();
      return ids;
    };
    return {
      $and: [links, { needGroupId: { $in: await idsOfGroups() } }, { resourceGroupId: { $in: await idsOfGroups() } }],
    };
  }

  private async group(ability: AppAbility, id: string, pointer: string): Promise<Group> {
    const visible = accessibleBy(ability, 'read', Group);
    const group = visible && (await this.em.findOne(Group, { $and: [{ id }, visible] }));
    if (!group || group.archivedAt) throw new Invalid('request.unknown-group', { pointer });
    return group;
  }

  private async view(ability: AppAbility, link: GroupLink): Promise<GroupLinkView> {
    const [view] = await this.views(ability, [link]);
    if (!view) throw new NotFound();
    return view;
  }

  private async views(ability: AppAbility, links: readonly GroupLink[]): Promise<GroupLinkView[]> {
    const ids = links.flatMap(({ needGroupId, resourceGroupId }) => [needGroupId, resourceGroupId]);
    const groups = ids.length > 0 ? await this.em.find(Group, { id: { $in: ids } }) : [];
    const named = (id: string) => ({ id, name: groups.find((group) => group.id === id)?.name ?? '' });
    return links.map((link) => ({
      id: link.id,
      needGroup: named(link.needGroupId),
      resourceGroup: named(link.resourceGroupId),
      serviceTypes: link.serviceTypes,
      area: link.area ?? null,
      quotaPerWeek: link.quotaPerWeek ?? null,
      version: link.version,
      can: canOf(ability, link, groupLinkVerbs),
    }));
  }
}
