// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { federation } from '#federation';
import { Clock, type PersonId, type TenantId } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { CryptoModule } from '#platform/crypto';
import { Actors, Sessions, type KnownActor } from '#platform/http';
import { createPlane, type Feature } from '#platform/plane';
import { BullHints, InProcessHints, Jobs, QueueModule } from '#platform/queue';
import { TenantDirectory, TenantScope, type TenantKind } from '#platform/tenancy';
import { testConfig, testDatabase, type TestDatabase } from './test-database.ts';

/** A clock that stands still until it is told to move. */
export class TestClock extends Clock {
  #now = new Date('2026-05-04T09:00:00.000Z');

  now(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now = new Date(this.#now.getTime() + ms);
  }
}

const anna = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as PersonId;

/** One running half of the house with real HTTP between it and the other; its work is stepped by `drain`. */
export interface TestPlane {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly scope: TenantScope;
  readonly jobs: Jobs;
  readonly hints: InProcessHints;
  /** Letters that arrived, as they came over the wire. */
  readonly letters: string[];
  /** While true every connection is cut. */
  down: boolean;
  addTenant(name: string, kind: TenantKind): Promise<TestTenant>;
}

export interface TestTenant {
  readonly id: TenantId;
  readonly origin: string;
  readonly plane: TestPlane;
  /** A call by somebody signed in there with every role. */
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads the answer it expects
  readonly body: any;
  readonly headers: Record<string, unknown>;
}

const administrator: KnownActor = {
  personId: anna,
  roles: ['administrator', 'coordinator'],
  unitIds: [],
  groupIds: [],
  leadsGroupIds: [],
  termsAccepted: true,
} as unknown as KnownActor;

/** Somebody is always signed in. Replaced when a suite brings its own sign-in. */
@Global()
@Module({
  providers: [
    {
      provide: Sessions,
      useValue: {
        find: ({ handslag }: { handslag: { tenant: { id: TenantId } } }) =>
          Promise.resolve({ sessionId: 's', tenantId: handslag.tenant.id, personId: anna, startedAt: new Date() }),
      },
    },
    { provide: Actors, useValue: { load: () => Promise.resolve(administrator) } },
  ],
  exports: [Sessions, Actors],
})
class AlwaysSignedIn {}

export interface TestPlaneOptions {
  readonly clock: Clock;
  readonly features?: readonly Feature[];
  /** Leave out when the features bring people of their own. */
  readonly signIn?: boolean;
  readonly config?: Partial<PlaneConfig>;
  /** Hints travel through BullMQ, at their own time, instead of being stepped by the test; there is still no sweep. */
  readonly realQueue?: boolean;
}

export async function startTestPlane(
  plane: PlaneConfig['PLANE'],
  { clock, features = [], signIn = true, config = {}, realQueue = false }: TestPlaneOptions,
): Promise<TestPlane & { close(): Promise<void> }> {
  const hints = new InProcessHints();
  const parts: Feature[] = [
    { module: CryptoModule, entities: [], policies: [] },
    ...(signIn ? [{ module: AlwaysSignedIn, entities: [], policies: [] }] : []),
    federation,
    ...features,
  ];
  const database = await testDatabase(parts);
  const queue = QueueModule.stepped(realQueue ? new BullHints({ postgresUrl: database.urls.queue }) : hints);
  const hosted: Feature[] = [{ module: queue, entities: [], policies: [] }, ...parts];
  const app = await createPlane({
    config: testConfig(plane, database, config),
    features: hosted,
    clock,
    changesPerMinute: 100_000,
    onQuery: database.onQuery,
  });
  const letters: string[] = [];
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const made: TestPlane & { close(): Promise<void> } = {
    app,
    database,
    hints,
    letters,
    scope: app.get(TenantScope),
    jobs: app.get(Jobs),
    down: false,
    addTenant: async (name, kind) => {
      const { port } = fastify.server.address() as { port: number };
      const origin = `http://${name}.localhost:${port}`;
      const id = await database.addTenant(name, kind, origin);
      // The application keeps a directory of its own, which remembers for a while.
      app.get(TenantDirectory).refresh();
      return { id, origin, plane: made, call: callsTo(app, new URL(origin).host) };
    },
    close: async () => {
      await app.close();
      await database.close();
    },
  };
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!made.down) return done();
    reply.hijack();
    request.raw.socket.destroy();
  });
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.url === '/federation/inbox') letters.push(request.body as string);
    done();
  });
  await app.listen(0, '127.0.0.1');
  return made;
}

const callsTo =
  (app: NestFastifyApplication, host: string): TestTenant['call'] =>
  async (method, path, body, headers = {}) => {
    const url = /^\/(\.well-known|federation|health)/.test(path) ? path : `/api/v1${path}`;
    const answer = await app.inject({
      method,
      url,
      headers: { host, 'sec-fetch-site': 'same-origin', ...headers },
      ...(body ? { payload: body } : {}),
    });
    return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, headers: answer.headers };
  };

/** Steps the background work of all planes until nothing is left to do now. */
export async function drain(...planes: readonly TestPlane[]): Promise<void> {
  for (let done = 1; done > 0;) {
    done = 0;
    for (const { hints } of planes) done += await hints.drain();
  }
}

/** The sweep of all planes, and what it brings about. */
export async function sweep(...planes: readonly TestPlane[]): Promise<void> {
  for (const { jobs } of planes) await jobs.sweep();
  await drain(...planes);
}
