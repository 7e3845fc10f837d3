// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock, Conflict, Invalid, NotFound } from '#kernel';
import { accessibleBy, authorize, type AppAbility, type Role } from '#platform/authz';
import { cut, decodeCursor, type Page } from '#platform/http';
import { TenantScope, type TenantKind } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { Protections } from '#tenant/protection';
import { Departures } from './departures.ts';
import { Membership } from './membership.entity.ts';
import type { PersonQuery } from './person.dto.ts';
import { Person } from './person.entity.ts';
import { rolesHere } from './roles-here.ts';
import type { RoleInUnit, Standing } from './standing.ts';

const Key = z.tuple([z.string(), z.uuid()]);
const same = (a: RoleInUnit) => (b: RoleInUnit) => a.role === b.role && a.unitId === b.unitId;

@Injectable()
export class PersonService {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly departures: Departures,
    private readonly protections: Protections,
  ) {}

  async list(ability: AppAbility, { role, q, limit, cursor }: PersonQuery): Promise<Page<Standing>> {
    const visible = accessibleBy(ability, 'read', Person);
    if (!visible) return { items: [], next: null };
    const after = decodeCursor(cursor, Key);
    const filters: object[] = [visible];
    if (after) filters.push({ $or: [{ nameKey: { $gt: after[0] } }, { nameKey: after[0], id: { $gt: after[1] } }] });
    if (q) filters.push({ nameKey: { $like: `%${q.toLocaleLowerCase('sv').replaceAll(/[\\%_]/g, '\\$&')}%` } });
    if (role) {
      // A part of the same question: a tenant may have thousands of residents.
      const holders = this.em.createQueryBuilder(Membership, 'm').select('m.personId').where({ role });
      await holders.applyFilters();
      filters.push({ id: { $in: holders } });
    }
    const rows = await this.em.find(
      Person,
      { $and: filters },
      { orderBy: { nameKey: 'asc', id: 'asc' }, limit: limit + 1 },
    );
    const { items, next } = cut(rows, limit, (person) => [person.nameKey, person.id]);
    return { items: await this.standings(items), next };
  }

  /** Somebody who is here. @throws NotFound when they are not, or have left. */
  async find(id: string): Promise<Person> {
    const person = await this.em.findOne(Person, { id, leftAt: null });
    if (!person) throw new NotFound();
    return person;
  }

  async standing(id: string): Promise<Standing> {
    const [standing] = await this.standings([await this.find(id)]);
    if (!standing) throw new NotFound();
    return standing;
  }

  /** Names by id; whoever has left has none. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const people = await this.scope.rows<{ id: string; name: string }>(
      `select p.id, p.display_name as name from person p
       where p.tenant_id = :tenant and p.id = any(:ids::uuid[]) and p.left_at is null order by p.id`,
      { ids: [...new Set(ids)] },
    );
    return new Map(people.map(({ id, name }) => [id, name]));
  }

  /** Enters somebody who has never been here; they have no role yet. */
  async enter(newcomer: Parameters<typeof Person.arrived>[0]): Promise<Person> {
    const person = Person.arrived(newcomer, this.clock.now());
    this.em.persist(person);
    await this.em.flush();
    await this.protections.begin({ personId: person.id });
    this.audit.record('arrive', 'person', person.id, { door: person.door });
    return person;
  }

  async changeOwn(id: string, fields: Parameters<Person['change']>[0]): Promise<Person> {
    const person = await this.find(id);
    person.change(fields);
    await this.em.flush();
    // Which of their own settings somebody changes is nobody's business.
    this.audit.record('update', 'person', id);
    return person;
  }

  /** Gives a role, unless they have it. */
  async giveRole(personId: string, role: Role, unitId: string | null = null): Promise<void> {
    if (await this.em.count(Membership, { personId, role, unitId })) return;
    this.em.create(Membership, { personId, role, unitId, since: this.clock.now() });
    await this.em.flush();
    this.audit.record('give-role', 'person', personId, { role, unitId });
  }

  /** The roles become exactly these. @throws Conflict when nobody would be left to administer. */
  async changeRoles(
    ability: AppAbility,
    kind: TenantKind,
    id: string,
    wanted: readonly RoleInUnit[],
  ): Promise<Standing> {
    const { person, roles } = await this.standing(id);
    authorize(ability, 'changeRoles', person);
    const stranger = wanted.findIndex(({ role }) => !rolesHere[kind].includes(role));
    if (stranger >= 0) throw new Invalid('person.role-not-here', { pointer: `/roles/${stranger}/role` });
    if (!wanted.some(({ role }) => role === 'administrator')) await this.keepAnAdministrator(id);
    for (const gone of roles.filter((role) => !wanted.some(same(role)))) {
      await this.em.nativeDelete(Membership, { personId: id, role: gone.role, unitId: gone.unitId });
      this.audit.record('take-role', 'person', id, { ...gone });
    }
    for (const { role, unitId } of wanted) await this.giveRole(id, role, unitId);
    return this.standing(id);
  }

  async remove(ability: AppAbility, id: string): Promise<void> {
    const person = await this.find(id);
    authorize(ability, 'remove', person);
    await this.end(person, 'remove');
  }

  async leave(id: string): Promise<void> {
    await this.end(await this.find(id), 'leave');
  }

  private async end(person: Person, verb: 'leave' | 'remove'): Promise<void> {
    await this.keepAnAdministrator(person.id);
    await this.protections.forget(person.id);
    await this.departures.depart(person.id);
    await this.em.nativeDelete(Membership, { personId: person.id });
    person.leave(this.clock.now());
    await this.em.flush();
    this.audit.record(verb, 'person', person.id);
  }

  /** Locks the administrators, so that the last two cannot both go at once. */
  private async keepAnAdministrator(leaving: string): Promise<void> {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } } as const;
    const administrators = await this.em.find(Membership, { role: 'administrator' }, lock);
    const ids = new Set(administrators.map(({ personId }) => personId));
    if (ids.has(leaving) && ids.size === 1) throw new Conflict('person.last-administrator');
  }

  private async standings(people: readonly Person[]): Promise<Standing[]> {
    const ids = people.map(({ id }) => id);
    const memberships = await this.em.find(
      Membership,
      { personId: { $in: ids } },
      { orderBy: { role: 'asc', id: 'asc' } },
    );
    return people.map((person) => ({
      person,
      roles: memberships
        .filter(({ personId }) => personId === person.id)
        .map(({ role, unitId }) => ({ role, unitId: unitId ?? null })),
    }));
  }
}
