// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { LightMyRequestResponse } from 'fastify';
import { Clock, type PersonId, type TenantId } from '#kernel';
import type { Role } from '#platform/authz';
import type { PlaneConfig } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import type { Feature } from '#platform/plane';
import { InProcessHints, QueueModule } from '#platform/queue';
import { TenantDirectory } from '#platform/tenancy';
import { availability } from '#tenant/availability';
import { Group, GroupMember, rulesFor, type GroupFields } from '#tenant/groups';
import { Membership, Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { Protections, type Protection } from '#tenant/protection';
import { requests } from '#tenant/requests';
import { tenantFeatures } from './tenant-house.ts';
import { testDatabase, testPlane, type TestDatabase, type TestDatabaseOptions } from './test-database.ts';

export class MovableClock extends Clock {
  #now = new Date('2026-05-04T09:00:00Z');
  now(): Date {
    return new Date(this.#now);
  }
  wait(hours: number): void {
    this.#now = new Date(this.#now.getTime() + hours * 3_600_000);
  }
  in(hours: number): string {
    return new Date(this.#now.getTime() + hours * 3_600_000).toISOString();
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads the answer it expects
export type Body = any;

export interface Someone {
  readonly id: PersonId;
  readonly tenant: TenantId;
  readonly origin: string;
}

/** A plane with requests in it, and the people and groups a test asks for. */
export class Place {
  readonly clock = new MovableClock();
  readonly hints = new InProcessHints();
  database!: TestDatabase;
  app!: NestFastifyApplication;

  async open(
    extra: readonly Feature[] = [],
    {
      config = {},
      changesPerMinute = 100_000,
      ...options
    }: TestDatabaseOptions & { readonly config?: Partial<PlaneConfig>; readonly changesPerMinute?: number } = {},
  ): Promise<this> {
    const parts: Feature[] = [...tenantFeatures, availability, requests, ...extra];
    this.database = await testDatabase(parts, options);
    const bare = (module: Feature['module']): Feature => ({ module, entities: [], policies: [] });
    const features = [bare(CryptoModule), bare(QueueModule.stepped(this.hints)), ...parts];
    this.app = await testPlane('municipal', this.database, features, {
      clock: this.clock,
      changesPerMinute,
      config,
    });
    return this;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
  }

  async tenant(name: string, kind: 'municipality' | 'association' = 'municipality'): Promise<TenantId> {
    const id = await this.database.addTenant(name, kind);
    this.app.get(TenantDirectory).refresh();
    const areas = ['Söder', 'Norr'];
    await this.database.scope.run(id, () => this.app.get(TenantProfileService).found({ name, kind, areas }));
    return id;
  }

  person(
    tenant: TenantId,
    displayName: string,
    roles: readonly Role[] = ['resident'],
    extra: { unitId?: string; protection?: Protection } = {},
  ): Promise<Someone> {
    return this.database.scope.run(tenant, async (em) => {
      const person = Person.arrived(
        { door: 'resident', subject: randomUUID(), numberHash: null, displayName },
        this.clock.now(),
      );
      em.persist(person);
      await em.flush();
      await this.app.get(Protections).begin({ personId: person.id }, extra.protection);
      for (const role of roles)
        em.create(Membership, { personId: person.id, role, unitId: extra.unitId ?? null, since: this.clock.now() });
      const origin = (await this.database.directory.all()).find(({ id }) => id === tenant)?.origin ?? '';
      return { id: person.id as PersonId, tenant, origin };
    });
  }

  group(
    tenant: TenantId,
    name: string,
    members: readonly Someone[],
    fields: Partial<GroupFields> & { leaders?: readonly Someone[] } = {},
  ): Promise<string> {
    const { leaders = [], ...rest } = fields;
    return this.database.scope.run(tenant, async (em) => {
      const group = Group.found(
        { name, kind: 'both', access: 'open', area: null, about: '', welcome: '', rules: rulesFor('both'), ...rest },
        this.clock.now(),
      );
      em.persist(group);
      await em.flush();
      for (const someone of [...members, ...leaders]) {
        em.create(GroupMember, {
          groupId: group.id,
          personId: someone.id,
          state: 'member',
          leader: leaders.includes(someone),
          since: this.clock.now(),
        });
      }
      return group.id;
    });
  }

  call(
    as: Someone,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<LightMyRequestResponse> {
    return this.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { host: new URL(as.origin).host, origin: as.origin, 'x-test-person': as.id, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
  }

  /** The answer's body. @throws when it is not a success */
  async ok<T = Body>(
    as: Someone,
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<T> {
    const answer = await this.call(as, method, path, body, headers);
    if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${answer.body}`);
    return (answer.body ? answer.json() : undefined) as T;
  }

  ask(as: Someone, groupIds: readonly string[], fields: object = {}): Promise<Body> {
    return this.ok(as, 'POST', '/requests', {
      serviceType: 'practical',
      text: 'Skotta snö',
      groupIds,
      send: true,
      ...fields,
    });
  }
}
