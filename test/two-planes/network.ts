// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Client } from 'pg';
import { request } from 'undici';
import { Outbox, type Outgoing } from '#federation';
import { Clock, type PersonId, type TenantId } from '#kernel';
import { Sessions } from '#platform/http';
import type { PlaneConfig } from '#platform/config';
import { createPlane, type Feature } from '#platform/plane';
import { InProcessHints, Jobs, QueueModule, type Hint } from '#platform/queue';
import { TenantDirectory, type TenantKind } from '#platform/tenancy';
import { freePort } from '../../libs/testing/start-postgres.ts';
import { testConfig, testDatabase, type TestDatabase } from '#testing';

/** A clock both planes share; the test may let time fly. */
export class MovableClock extends Clock {
  #ahead = 0;

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  forward(ms: number): void {
    this.#ahead += ms;
  }
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Signing in is tried elsewhere: here the caller says who they are. */
const sessionHeader = 'x-test-person';

@Global()
@Module({
  providers: [
    {
      provide: Sessions,
      useValue: {
        endAllOf: () => Promise.resolve(),
        find: (incoming: FastifyRequest) => {
          const [tenantId, personId] = String(incoming.headers[sessionHeader] ?? '').split('/');
          return Promise.resolve(
            tenantId && personId ? { sessionId: personId, tenantId, personId, startedAt: new Date() } : null,
          );
        },
      },
    },
  ],
  exports: [Sessions],
})
class TestDoorModule {}
const testDoor: Feature = { module: TestDoorModule, entities: [], policies: [] };

export interface Tenant {
  readonly id: TenantId;
  readonly host: string;
  readonly plane: Plane;
}
export interface Somebody {
  readonly tenant: Tenant;
  readonly id: PersonId;
}
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is looked into, field by field, by the test
export type Answer = { readonly status: number; readonly body: any; readonly headers: Record<string, unknown> };

/** One plane: its own databases, a process-like application on a port of its own, and a queue that is stepped by hand. */
export class Plane {
  app!: NestFastifyApplication;
  hints!: InProcessHints;
  /** Everything this side has written to partners, before it is sealed. */
  readonly said: Outgoing[] = [];
  /** Everything that was ever put into the queue. */
  readonly hinted: Hint[] = [];

  private constructor(
    readonly kind: PlaneConfig['PLANE'],
    readonly database: TestDatabase,
    readonly clock: MovableClock,
    readonly port: number,
    private readonly features: readonly Feature[],
  ) {}

  static async open(kind: PlaneConfig['PLANE'], features: readonly Feature[], clock: MovableClock): Promise<Plane> {
    const plane = new Plane(kind, await testDatabase([testDoor, ...features]), clock, await freePort(), features);
    await plane.up();
    return plane;
  }

  get isUp(): boolean {
    return this.app !== undefined;
  }

  async up(): Promise<void> {
    this.hints = new InProcessHints();
    const add = this.hints.add.bind(this.hints);
    this.hints.add = (hint, ...rest) => {
      this.hinted.push(hint);
      return add(hint, ...rest);
    };
    const queue: Feature = { module: QueueModule.stepped(this.hints), entities: [], policies: [] };
    this.app = await createPlane({
      config: testConfig(this.kind, this.database, { PORT: this.port }),
      features: [testDoor, queue, ...this.features],
      clock: this.clock,
      changesPerMinute: 10_000,
      onQuery: this.database.onQuery,
    });
    const outbox = this.app.get(Outbox);
    const send = outbox.send.bind(outbox);
    outbox.send = (message, ...rest) => {
      this.said.push(message);
      return send(message, ...rest);
    };
    await this.app.listen(this.port, '127.0.0.1');
  }

  async down(): Promise<void> {
    await this.app.close();
    this.app = undefined as never;
  }

  async addTenant(name: string, kind: TenantKind): Promise<Tenant> {
    const host = `${name}.localhost:${this.port}`;
    const id = randomUUID() as TenantId;
    // Through the plane's own directory, which remembers its lines for a while.
    await this.app.get(TenantDirectory).add({ id, host, origin: `http://${host}`, kind });
    return { id, host, plane: this };
  }

  /** Everything that waits, and what it brings about on this side. */
  async work(): Promise<number> {
    if (!this.isUp) return 0;
    await this.app.get(Jobs).sweep();
    return this.hints.drain();
  }

  /** Every row of both databases as text, as somebody with all rights would find it. */
  async dump(): Promise<string> {
    const found: string[] = [];
    const { superuser } = this.database.urls;
    const platform = superuser.replace(/[^/]+$/, new URL(this.database.urls.platform).pathname.slice(1));
    for (const connectionString of [superuser, platform]) {
      const client = new Client({ connectionString });
      await client.connect();
      const tables = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      for (const { name } of tables.rows) {
        const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
        found.push(...rows.map(({ row }) => `${name} ${row}`));
      }
      await client.end();
    }
    return found.join('\n');
  }

  async close(): Promise<void> {
    if (this.isUp) await this.down();
    await this.database.close();
  }
}

/** Letters travel until nothing moves any more. */
export async function settle(...planes: readonly Plane[]): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    let moved = 0;
    for (const plane of planes) moved += await plane.work();
    if (moved === 0) return;
  }
  throw new Error('The planes do not come to rest');
}

/** A call as the web app makes it, over HTTP. */
export async function call(
  who: Somebody | Tenant,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const tenant = 'tenant' in who ? who.tenant : who;
  const answer = await request(`http://127.0.0.1:${tenant.plane.port}/api/v1${path}`, {
    method,
    headers: {
      host: tenant.host,
      'sec-fetch-site': 'same-origin',
      ...('tenant' in who ? { [sessionHeader]: `${tenant.id}/${who.id}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.body.text();
  // A calendar or a table of values is not JSON.
  const isJson = text !== '' && String(answer.headers['content-type']).includes('json');
  const said = isJson ? (JSON.parse(text) as unknown) : text;
  return { status: answer.statusCode, body: text ? said : undefined, headers: answer.headers };
}

/** The same, where anything but success is a fault of the test. */
export async function done(...args: Parameters<typeof call>): Promise<Answer['body']> {
  const { status, body } = await call(...args);
  if (status >= 300) throw new Error(`${args[1]} ${args[2]}: ${status} ${JSON.stringify(body)}`);
  return body as unknown;
}
