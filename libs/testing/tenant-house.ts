// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Clock, PersonId, TenantId } from '#kernel';
import type { Role } from '#platform/authz';
import { Sessions, type HandslagRequest } from '#platform/http';
import { Arrivals } from '#platform/identity';
import { CryptoModule } from '#platform/crypto';
import type { Feature } from '#platform/plane';
import { InProcessHints, QueueModule } from '#platform/queue';
import { TenantDirectory, TenantScope, type TenantKind } from '#platform/tenancy';
import { audit } from '#tenant/audit';
import { groups } from '#tenant/groups';
import { invitations } from '#tenant/invitations';
import { mandates } from '#tenant/mandates';
import { me } from '#tenant/me';
import { notices } from '#tenant/notices';
import { Membership, people, Person } from '#tenant/people';
import { profile, TenantProfileService } from '#tenant/profile';
import { protection } from '#tenant/protection';
import { qualifications } from '#tenant/qualifications';
import { terms } from '#tenant/terms';
import { waiting } from '#tenant/waiting';
import { testDatabase, testPlane, type TestDatabase } from './test-database.ts';

/** Whoever the header names is signed in: these suites are about what happens after the door. */
class HeaderSessions extends Sessions {
  readonly ended: string[] = [];

  async find(request: HandslagRequest) {
    const personId = request.headers['x-test-person'];
    if (typeof personId !== 'string' || !request.handslag?.tenant) return null;
    const since = request.headers['x-test-signed-in-at'];
    const startedAt = typeof since === 'string' ? new Date(since) : new Date();
    return { sessionId: 's', tenantId: request.handslag.tenant.id, personId: personId as PersonId, startedAt };
  }

  async endAllOf(personId: PersonId): Promise<void> {
    this.ended.push(personId);
  }
}

@Global()
@Module({ providers: [{ provide: Sessions, useClass: HeaderSessions }], exports: [Sessions] })
class HeaderSessionsModule {}

export const tenantFeatures: readonly Feature[] = [
  { module: HeaderSessionsModule, entities: [], policies: [] },
  audit,
  waiting,
  profile,
  protection,
  people,
  notices,
  me,
  terms,
  invitations,
  groups,
  qualifications,
  mandates,
];

/** Served outside /api/v1. */
const rootFile = /^\/(theme\.css|manifest\.webmanifest)(\?|$)/;

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads the answer it expects
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Somebody {
  readonly id: PersonId;
  call(method: Method, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>;
}

export interface House {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly scope: TenantScope;
  readonly ended: readonly string[];
  addTenant(name: string, kind: TenantKind, areas?: string[]): Promise<TenantId>;
  /** Somebody new with these roles; without any they have arrived, and nothing more. */
  somebody(tenant: string, roles: readonly Role[], displayName?: string): Promise<Somebody>;
  arrive: Arrivals['arrive'];
  as(tenant: string, personId: string | null): Somebody;
  close(): Promise<void>;
}

/** One plane with what every tenant has, spoken to over HTTP. */
export async function tenantHouse(clock?: Clock, more: readonly Feature[] = []): Promise<House> {
  const bare = (module: Feature['module']): Feature => ({ module, entities: [], policies: [] });
  const queue = QueueModule.stepped(new InProcessHints());
  const features = [bare(CryptoModule), bare(queue), ...tenantFeatures, ...more];
  const database = await testDatabase(features);
  const app = await testPlane('municipal', database, features, {
    changesPerMinute: 100_000,
    ...(clock ? { clock } : {}),
  });
  const scope = app.get(TenantScope);
  const ids = new Map<string, TenantId>();
  const idOf = (tenant: string): TenantId => {
    const id = ids.get(tenant);
    if (!id) throw new Error(`No tenant ${tenant} in this house`);
    return id;
  };
  let count = 0;

  const as = (tenant: string, personId: string | null): Somebody => ({
    id: personId as PersonId,
    call: async (method, path, body, headers = {}) => {
      const answer = await app.inject({
        method,
        url: rootFile.test(path) ? path : `/api/v1${path}`,
        headers: {
          host: `${tenant}.localhost`,
          'sec-fetch-site': 'same-origin',
          ...(personId ? { 'x-test-person': personId } : {}),
          ...headers,
        },
        ...(body ? { payload: body } : {}),
      });
      const json = String(answer.headers['content-type']).includes('json');
      return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers };
    },
  });

  return {
    app,
    database,
    scope,
    ended: app.get<Sessions, HeaderSessions>(Sessions).ended,
    as,
    arrive: (arrival) =>
      scope.run(idOf(arrival.as === 'member' ? 'club' : 'town'), () =>
        app.get<Arrivals>(Arrivals as never).arrive(arrival),
      ),
    addTenant: async (name, kind, areas = ['Centrum', 'Söder']) => {
      const id = await database.addTenant(name, kind);
      ids.set(name, id);
      app.get(TenantDirectory).refresh();
      await scope.run(id, () => app.get(TenantProfileService).found({ name, kind, areas }));
      return id;
    },
    somebody: async (tenant, roles, displayName = `Person ${count}`) => {
      count += 1;
      const door = roles.includes('staff') ? 'staff' : roles.includes('resident') ? 'resident' : 'member';
      const person = Person.arrived({ door, subject: `subject-${count}`, numberHash: null, displayName }, new Date());
      await scope.run(idOf(tenant), async (em) => {
        em.persist(person);
        await em.flush();
        for (const role of roles) em.create(Membership, { personId: person.id, role, unitId: null, since: new Date() });
      });
      return as(tenant, person.id);
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
