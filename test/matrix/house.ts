// SPDX-License-Identifier: EUPL-1.2
import type { Role } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { GroupMember } from '#tenant/groups';
import { Membership, Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import type { MatrixPlane, Tenant } from './plane.ts';

/** Whoever lives in every house, by the word the policy table knows them by. */
export const insiders = [
  'newcomer',
  'without a role',
  'neighbour',
  'asker',
  'helper',
  'group member',
  'group leader',
  'hidden member',
  'hidden leader',
  'unit staff',
  'other staff',
  'coordinator',
  'administrator',
] as const;
export type Insider = (typeof insiders)[number];

export interface Somebody {
  readonly id: string;
  readonly cookie: string;
}

/** Something that an operation may be about. */
export interface Thing {
  readonly kind: string;
  readonly name: string;
  /** What stands in its path. */
  readonly ids: Readonly<Record<string, string>>;
  readonly version: number;
}

/** One tenant with everybody and one of everything in it. */
export class House {
  readonly people = new Map<Insider | 'departed' | 'somebody' | 'applicant', Somebody>();
  readonly things: Thing[] = [];
  /** A way to become this tenant's partner, not yet used. */
  partnerLink = '';
  /** What was once here, by kind. */
  readonly deleted = new Map<string, Thing['ids']>();

  private constructor(
    readonly tenant: Tenant,
    readonly name: string,
  ) {}

  static async found(plane: MatrixPlane, name: string): Promise<House> {
    const kind = plane.kind === 'municipal' ? 'municipality' : 'association';
    const house = new House(await plane.addTenant(name, kind), name);
    await plane.app
      .get(TenantScope)
      .run(house.tenant.id, () =>
        plane.app.get(TenantProfileService).found({ name: house.tenant.host, kind, areas: ['Söder'] }),
      );
    return house;
  }

  get plane(): MatrixPlane {
    return this.tenant.plane;
  }

  /** The role that neighbours have here. */
  get ordinary(): 'resident' | 'member' {
    return this.tenant.kind === 'municipality' ? 'resident' : 'member';
  }

  who(who: Insider | 'departed' | 'somebody' | 'applicant'): Somebody {
    const somebody = this.people.get(who);
    if (!somebody) throw new Error(`Nobody here is the ${who}`);
    return somebody;
  }

  async enter(
    who: Insider | 'departed' | 'somebody' | 'applicant',
    roles: readonly Role[],
    unitId: string | null = null,
  ): Promise<void> {
    const door = this.tenant.kind === 'association' ? 'member' : roles.includes('staff') ? 'staff' : 'resident';
    const id = await this.plane.app.get(TenantScope).run(this.tenant.id, async (em) => {
      const person = Person.arrived(
        { door, subject: who, numberHash: null, displayName: `${who} at ${this.name}` },
        new Date(),
      );
      em.persist(person);
      await em.flush();
      for (const role of roles) em.create(Membership, { personId: person.id, role, unitId, since: new Date() });
      return person.id;
    });
    this.people.set(who, { id, cookie: await this.plane.cookieOf(this.tenant, id) });
  }

  /** Into the group, by the back door. */
  async place(groupId: string, people: readonly Somebody[], state: 'member' | 'applied' = 'member', leader = false) {
    await this.plane.app.get(TenantScope).run(this.tenant.id, async (em) => {
      for (const { id: personId } of people)
        em.create(GroupMember, { groupId, personId, state, leader, since: new Date() });
    });
  }

  /** A call that must succeed. @returns the answer's body */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads the answer it expects
  async done(who: Insider | 'departed', method: string, path: string, body?: object): Promise<any> {
    const { status, text } = await this.plane.ask({
      method,
      path: `/api/v1${path}`,
      host: this.tenant.host,
      headers: {
        cookie: this.who(who).cookie,
        ...(body instanceof Buffer ? { 'content-type': 'image/png' } : {}),
      },
      body,
    });
    if (status >= 300) throw new Error(`${who}: ${method} ${path} ${JSON.stringify(body)}: ${status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  async add(kind: string, name: string, ids: Thing['ids'], table?: string): Promise<void> {
    const [row] = table
      ? await this.plane.sql<{ version: number }>(`select version from "${table}" where id = $1`, [ids.id])
      : [];
    this.things.push({ kind, name, ids, version: row?.version ?? 1 });
  }

  thing(kind: string, name: string): Thing {
    const found = this.things.find((thing) => thing.kind === kind && thing.name === name);
    if (!found) throw new Error(`No ${kind} is ${name} at ${this.name}`);
    return found;
  }

  id(kind: string, name: string): string {
    return this.thing(kind, name).ids['id'] ?? '';
  }

  /** A second row like this one, with another id and whatever else must differ. @returns its id */
  async copy(table: string, id: string, changes: object = {}): Promise<string> {
    const [row] = await this.plane.sql<{ id: string }>(
      `insert into "${table}" select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()) || $2::jsonb)).*
       from "${table}" t where t.id = $1 returning id`,
      [id, JSON.stringify(changes)],
    );
    return row?.id ?? '';
  }

  /** The same, and gone again: an id that somebody may remember. */
  async copyAndDelete(table: string, id: string, changes: object = {}): Promise<string> {
    const copied = await this.copy(table, id, changes);
    await this.plane.sql(`delete from "${table}" where id = $1`, [copied]);
    return copied;
  }
}
