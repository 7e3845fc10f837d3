// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Partner } from '#federation';
import { accessibleBy, roles, type AppAbility, type Role } from '#platform/authz';
import { beyond, cut, type Page, type PageQuery } from '#platform/http';
import { AuditEvent } from '#tenant/audit';
import { Group } from '#tenant/groups';
import { Person } from '#tenant/people';
import { actOf, told, workingRoles } from './told.ts';
import type { EventView } from './trail.dto.ts';
import { TrailNames, type Names } from './trail-names.ts';

/** Not the place in the chain: that would tell how much happens besides. */
const ofPartner = 'partner:';

/** What was done here, the latest first, as the one who reads may know of it. */
@Injectable()
export class Trail {
  constructor(
    private readonly em: EntityManager,
    private readonly others: TrailNames,
  ) {}

  async list(ability: AppAbility, { limit, cursor }: z.infer<typeof PageQuery>): Promise<Page<EventView>> {
    const groups = await this.named(Group, accessibleBy(ability, 'read', Group));
    const events = await this.em.find(
      AuditEvent,
      { $and: [{ $or: readable([...groups.keys()]) }, beyond('at', 'desc', cursor)] },
      { orderBy: { at: 'desc', id: 'desc' }, limit: limit + 1, disableIdentityMap: true },
    );
    const { items, next } = cut(events, limit, ({ at, id }) => [at.toISOString(), id]);
    const ids = items.flatMap((event) =>
      [event.by, event.subjectId, idIn(event, 'personId')].filter((id) => typeof id === 'string'),
    );
    const idsOf = (all: readonly string[]) => all.filter((id) => z.uuid().safeParse(id).success);
    const people = await this.people(idsOf(ids));
    const partners = await this.named(Partner, {
      id: { $in: idsOf(ids.map((id) => (id.startsWith(ofPartner) ? id.slice(ofPartner.length) : id))) },
    });
    const names = new Map([...groups, ...people, ...partners, ...(await this.others.of(ability, idsOf(ids)))]);
    return { items: items.map((event) => viewOf(event, names)), next };
  }

  private async named(entity: typeof Group | typeof Partner, where: object | null): Promise<Names> {
    if (!where) return new Map();
    const found = await this.em.find<Group | Partner>(entity, where, { disableIdentityMap: true });
    return new Map(found.map(({ id, name }) => [id, name]));
  }

  private async people(ids: readonly string[]): Promise<Names> {
    const found = await this.em.find(Person, { id: { $in: [...ids] }, leftAt: null }, { disableIdentityMap: true });
    return new Map(found.map(({ id, displayName }) => [id, displayName]));
  }
}

/** What is told, and of groups only those that the reader can see. */
function readable(groupIds: readonly string[]): object[] {
  return Object.entries(told).map(([subjectType, verbs]) => {
    const all = { subjectType, verb: { $in: [...verbs] } };
    const known = { $in: [...groupIds] };
    if (subjectType === 'groupLink') return { ...all, values: { needGroupId: known, resourceGroupId: known } };
    if (subjectType === 'group' || subjectType === 'requirement') return { ...all, subjectId: known };
    if (subjectType !== 'person') return all;
    const given = { subjectType, verb: { $in: ['give-role', 'take-role'] }, values: { role: { $in: workingRoles } } };
    return { $or: [{ subjectType, verb: { $in: ['remove', 'attest'] } }, given] };
  });
}

const idIn = ({ values }: AuditEvent, key: 'personId' | 'needGroupId' | 'resourceGroupId'): string | null => {
  const id = values[key];
  return typeof id === 'string' ? id : null;
};
const roleIn = ({ values }: AuditEvent): Role | null => roles.find((role) => role === values['role']) ?? null;

function viewOf(event: AuditEvent, names: Names): EventView {
  const { id, at, by, verb, subjectType, subjectId } = event;
  const partner = by?.startsWith(ofPartner) ? by.slice(ofPartner.length) : null;
  const kind = by ? 'person' : 'system';
  const named = (of: string | null) => {
    const name = names.get(of ?? '');
    return of === null || name === undefined ? null : { id: of, name };
  };
  return {
    id,
    at: at.toISOString(),
    act: actOf(subjectType, verb),
    by: { kind: partner ? 'partner' : kind, name: names.get(partner ?? by ?? '') ?? null },
    about: named(idIn(event, 'needGroupId') ?? subjectId),
    person: named(idIn(event, 'personId')),
    reaches: named(idIn(event, 'resourceGroupId')),
    role: roleIn(event),
  };
}
