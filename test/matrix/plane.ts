// SPDX-License-Identifier: EUPL-1.2
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import type { PersonId, TenantId } from '#kernel';
import { createPlane, type Feature } from '#platform/plane';
import { InProcessHints, Jobs, QueueModule } from '#platform/queue';
import { TenantDirectory, TenantScope, type TenantKind } from '#platform/tenancy';
import { freePort, testConfig, testDatabase, type TestDatabase } from '#testing';
import { SessionStore } from '../../libs/platform/identity/session-store.ts';

export interface Tenant {
  readonly id: TenantId;
  readonly kind: TenantKind;
  readonly host: string;
  readonly plane: MatrixPlane;
}

export interface Asked {
  readonly method: string;
  /** From the root, `/api/v1/groups`. */
  readonly path: string;
  readonly host: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** How many statements it took in the tenants' database. */
  readonly statements: number;
  /** The tables of the tenants' database that it wrote to. */
  readonly wrote: readonly string[];
}

/** `for update` and `do update` are parts of another. */
const written = /(?:insert into|(?<!for )(?<!do )update|delete from) "?([a-z_]+)"? /gi;

/** Carries the answer out of a transaction that is rolled back. */
class Undone extends Error {
  constructor(readonly result: unknown) {
    super('Undone');
  }
}

/** One plane with all its features, real sessions and a letterbox; what is asked of it can be undone. */
export class MatrixPlane {
  readonly hints = new InProcessHints();
  app!: NestFastifyApplication;
  /** The last letter that came to each host from the other plane. */
  readonly letters = new Map<string, string>();
  #statements = 0;
  #wrote = new Set<string>();
  #undo = false;
  #owner!: Client;

  private constructor(
    readonly kind: 'municipal' | 'civic',
    readonly database: TestDatabase,
    readonly port: number,
    private readonly hosts: readonly string[],
  ) {}

  /** @param hosts the names of the tenants that will live here */
  static async open(
    kind: 'municipal' | 'civic',
    hosted: readonly Feature[],
    hosts: readonly string[],
  ): Promise<MatrixPlane> {
    let seen: (statement: string) => void = () => undefined;
    const features = hosted.filter(({ module }) => module !== QueueModule);
    const database = await testDatabase(features, { onQuery: (statement) => seen(statement) });
    const plane = new MatrixPlane(kind, database, await freePort(), hosts);
    seen = (statement) => plane.#see(statement);
    await plane.#start(features);
    return plane;
  }

  #see(statement: string): void {
    this.#statements += 1;
    if (statement.includes(' 0 rows affected')) return;
    // One statement may write to several.
    for (const [, table] of statement.matchAll(written)) this.#wrote.add(table as string);
  }

  async #start(features: readonly Feature[]): Promise<void> {
    this.#owner = new Client({ connectionString: this.database.urls.superuser });
    await this.#owner.connect();
    const queue: Feature = { module: QueueModule.stepped(this.hints), entities: [], policies: [] };
    this.app = await createPlane({
      config: testConfig(this.kind, this.database, {
        PORT: this.port,
        OIDC_CLIENTS_FILE: await this.#clients(),
        OUTGOING_FOLDER: await mkdtemp(path.join(tmpdir(), 'handslag-matrix-')),
      }),
      features: [queue, ...features],
      changesPerMinute: 10_000_000,
      onQuery: this.database.onQuery,
    });
    this.app
      .getHttpAdapter()
      .getInstance()
      .addHook('preHandler', (request, _reply, done) => {
        if (!this.#undo && request.url === '/federation/inbox' && typeof request.body === 'string')
          this.letters.set(request.host, request.body);
        done();
      });
    await this.app.listen(this.port, '127.0.0.1');
    this.#makeUndoable(this.app.get(TenantScope));
  }

  /** Each tenant has its doors; the identity provider behind them does not answer. */
  async #clients(): Promise<string> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const client = { clientId: 'matrix', privateKey: privateKey.export({ format: 'jwk' }) };
    const origins = this.hosts.map((name) => `http://${name}.localhost:${this.port}`);
    const entry = { issuer: 'http://127.0.0.1:9', personal: client, staff: { ...client, orgNumber: '2120001157' } };
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'handslag-matrix-')), 'clients.json');
    await writeFile(file, JSON.stringify(Object.fromEntries(origins.map((origin) => [origin, entry]))));
    return file;
  }

  /** Everything is really done, to the last statement before the commit; then it is rolled back. */
  #makeUndoable(scope: TenantScope): void {
    const run = scope.run.bind(scope);
    scope.run = async (tenantId, work) => {
      if (!this.#undo) return run(tenantId, work);
      try {
        return await run(tenantId, async (em) => {
          const result = await work(em);
          scope.beforeCommit(async () => {
            await em.flush();
            throw new Undone(result);
          });
          return result;
        });
      } catch (error) {
        if (error instanceof Undone) return error.result as Awaited<ReturnType<typeof work>>;
        throw error;
      }
    };
  }

  /** From now on nothing that is asked leaves a trace in the tenants' database. */
  undoEverything(): void {
    this.#undo = true;
  }

  async addTenant(name: string, kind: TenantKind): Promise<Tenant> {
    const host = `${name}.localhost:${this.port}`;
    const id = randomUUID() as TenantId;
    await this.app.get(TenantDirectory).add({ id, host, origin: `http://${host}`, kind });
    return { id, kind, host, plane: this };
  }

  /** A session of this person, as their browser would send it. */
  async cookieOf(tenant: Tenant, personId: string): Promise<string> {
    const request = { headers: {}, handslag: { tenant: { ...tenant, origin: `http://${tenant.host}` } } };
    const written = await this.app.get(SessionStore).start(request as never, {
      tenantId: tenant.id,
      personId: personId as PersonId,
      client: 'personal',
      device: 'Matris',
    });
    return written.slice(0, written.indexOf(';'));
  }

  async ask({ method, path: url, host, headers = {}, body }: Asked): Promise<Answer> {
    const before = this.#statements;
    this.#wrote = new Set();
    const answer = await this.app.inject({
      method: method as 'GET',
      url,
      headers: { host, 'sec-fetch-site': 'same-origin', ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      statements: this.#statements - before,
      wrote: [...this.#wrote],
    };
  }

  /** As the database's owner, past every wall. */
  async sql<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#owner.query<Row>(text, [...values])).rows;
  }

  async work(): Promise<number> {
    await this.app.get(Jobs).sweep();
    return this.hints.drain();
  }

  async close(): Promise<void> {
    await this.#owner.end();
    await this.app.close();
    await this.database.close();
  }
}
