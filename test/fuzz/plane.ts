// SPDX-License-Identifier: EUPL-1.2
// One plane as it is served, with real sessions and a ledger of every row that any transaction has really written.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import type { Clock, PersonId, TenantId } from '#kernel';
import type { Role } from '#platform/authz';
import { CryptoModule } from '#platform/crypto';
import { Sessions, type HandslagRequest } from '#platform/http';
import { signIn } from '#platform/identity';
import { createPlane, type Feature } from '#platform/plane';
import { InProcessHints, Jobs, QueueModule } from '#platform/queue';
import { TenantDirectory, TenantScope, type Tenant as Line, type TenantKind } from '#platform/tenancy';
import { Audit } from '#tenant/audit';
import { GroupMember } from '#tenant/groups';
import { Membership, Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { freePort, testConfig, testDatabase, type TestDatabase } from '#testing';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import type { SessionStore } from '../../libs/platform/identity/session-store.ts';
import type { PlaneName } from './operations.ts';
import { Pools } from './pools.ts';
import { Wire, type Answer } from './wire.ts';

export interface Visitor {
  readonly tenant: FuzzTenant;
  readonly id: PersonId;
  readonly cookie: string;
}

/** A tenant, and what the run has learnt of its ids. */
export interface FuzzTenant {
  readonly id: TenantId;
  readonly host: string;
  readonly line: Line;
  readonly plane: FuzzPlane;
  readonly pools: Pools;
}

interface Written {
  readonly table_name: string;
  readonly op: string;
}

/** A trigger's row lives and dies with the transaction that wrote: what was rolled back leaves none. */
const ledgerSql = `
  create schema fuzz;
  create table fuzz.written (id bigint generated always as identity primary key, table_name text, op text);
  create function fuzz.note() returns trigger language plpgsql security definer set search_path = fuzz as
    $$ begin insert into fuzz.written (table_name, op) values (tg_table_name, tg_op); return null; end $$;
  do $$ declare t record; begin
    for t in select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'rate_limit'
    loop execute format('create trigger fuzz_note after insert or update or delete on %s for each row execute function fuzz.note()', t.name); end loop;
  end $$;`;

const quiet = () => undefined;
const isQueue = ({ module }: Feature) => module === QueueModule;

export class FuzzPlane {
  readonly wire: Wire;
  /** Letters as they came over the wire. */
  readonly letters: string[] = [];
  /** What the process said of errors nobody foresaw, by trace. */
  readonly troubles: string[] = [];
  readonly #hints: InProcessHints;
  readonly #ledgers: { client: Client; last: string }[];

  private constructor(
    readonly kind: PlaneName,
    readonly app: NestFastifyApplication,
    readonly port: number,
    private readonly database: TestDatabase,
    hints: InProcessHints,
    clients: readonly Client[],
    private readonly clock: Clock,
    private readonly outgoing: string,
  ) {
    this.wire = new Wire(port);
    this.#hints = hints;
    this.#ledgers = clients.map((client) => ({ client, last: '0' }));
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    fastify.addHook('preHandler', (request, _reply, done) => {
      if (request.url === '/federation/inbox' && typeof request.body === 'string') this.letters.push(request.body);
      done();
    });
  }

  static async open(kind: PlaneName, clock: Clock): Promise<FuzzPlane> {
    const hints = new InProcessHints();
    const queue: Feature = { module: QueueModule.stepped(hints), entities: [], policies: [] };
    const all = kind === 'municipal' ? municipal : civic;
    if (!all.includes(signIn) || !all.some(({ module }) => module === CryptoModule))
      throw new Error('Not the real plane');
    const features = all.map((feature) => (isQueue(feature) ? queue : feature));
    const database = await testDatabase(features);
    const port = await freePort();
    const outgoing = await mkdtemp(path.join(tmpdir(), 'handslag-fuzz-'));
    const app = await createPlane({
      config: testConfig(kind, database, { PORT: port, OUTGOING_FOLDER: outgoing }),
      features,
      clock,
      changesPerMinute: 1_000_000_000,
      onQuery: database.onQuery,
    });
    const platform = database.urls.superuser.replace(/[^/]+$/, new URL(database.urls.platform).pathname.slice(1));
    const clients = [database.urls.superuser, platform].map((connectionString) => new Client({ connectionString }));
    for (const client of clients) {
      await client.connect();
      await client.query(ledgerSql);
    }
    const plane = new FuzzPlane(kind, app, port, database, hints, clients, clock, outgoing);
    app.useLogger({ error: (line: unknown) => plane.troubles.push(JSON.stringify(line)), log: quiet, warn: quiet });
    await app.listen(port, '127.0.0.1');
    return plane;
  }

  async close(): Promise<void> {
    this.wire.close();
    for (const { client } of this.#ledgers) await client.end();
    await this.app.close();
    await this.database.close();
    await rm(this.outgoing, { recursive: true });
  }

  /** Which rows transactions have written since it was asked last: `insert group`. */
  async written(): Promise<string[]> {
    const found = this.#ledgers.map(async (ledger) => {
      const { rows } = await ledger.client.query<Written & { id: string }>(
        'select id, table_name, op from fuzz.written where id > $1 order by id',
        [ledger.last],
      );
      ledger.last = rows.at(-1)?.id ?? ledger.last;
      return rows.map(({ table_name, op }) => `${op.toLowerCase()} ${table_name}`);
    });
    return (await Promise.all(found)).flat();
  }

  async addTenant(name: string, kind: TenantKind, displayName: string): Promise<FuzzTenant> {
    const id = randomUUID() as TenantId;
    const host = `${name}.localhost:${this.port}`;
    const line = { id, host, origin: `http://${host}`, kind };
    await this.app.get(TenantDirectory).add(line);
    await this.app
      .get(TenantScope)
      .run(id, () => this.app.get(TenantProfileService).found({ name: displayName, kind, areas: ['Söder', 'Norr'] }));
    return { id, host, line: line, plane: this, pools: new Pools() };
  }

  async addPerson(
    tenant: FuzzTenant,
    displayName: string,
    roles: readonly Role[],
    {
      unitId = null,
      groupIds = [],
      leads = false,
    }: { unitId?: string | null; groupIds?: readonly string[]; leads?: boolean } = {},
  ): Promise<Visitor> {
    const since = this.clock.now();
    const door = this.kind === 'civic' ? 'member' : roles.includes('resident') ? 'resident' : 'staff';
    const id = await this.app.get(TenantScope).run(tenant.id, async (em) => {
      const person = Person.arrived({ door, subject: randomUUID(), numberHash: null, displayName }, since);
      em.persist(person);
      await em.flush();
      for (const role of roles) em.create(Membership, { personId: person.id, role, unitId, since });
      for (const groupId of groupIds)
        em.create(GroupMember, { groupId, personId: person.id, state: 'member', leader: leads, since });
      await em.flush();
      return person.id as PersonId;
    });
    return { tenant, id, cookie: await this.#session(tenant, id) };
  }

  async #session({ id: tenantId, line }: FuzzTenant, personId: PersonId): Promise<string> {
    const request = { headers: {}, handslag: { tenant: line } } as unknown as HandslagRequest;
    const store = this.app.get<Sessions, SessionStore>(Sessions);
    const cookie = await store.start(request, { tenantId, personId, client: 'personal', device: 'Fuzz' });
    return cookie.split(';')[0] ?? '';
  }

  /** A call as the web app makes it. @throws when it is refused */
  async do(who: Visitor, method: string, path: string, body?: object) {
    const answer = await this.call(who, method, `/api/v1${path}`, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
    who.tenant.pools.learn(`/api/v1${path}`, answer);

    return answer.body ? JSON.parse(answer.body) : undefined;
  }

  call(who: Visitor | FuzzTenant, method: string, url: string, body?: object): Promise<Answer> {
    const sent = body ? JSON.stringify(body) : undefined;
    const headers = {
      'sec-fetch-site': 'same-origin',
      ...('cookie' in who ? { cookie: who.cookie } : {}),
      ...(sent ? { 'content-type': 'application/json' } : {}),
    };
    return this.callWith(who, method, url, headers, sent);
  }

  async callWith(
    who: Visitor | FuzzTenant,
    method: string,
    url: string,
    headers: Readonly<Record<string, string>>,
    body?: string,
  ): Promise<Answer> {
    const { host } = 'tenant' in who ? who.tenant : who;
    const answer = await this.wire.send(bytesOf(method, url, { host, ...headers }, body));
    if (!answer) throw new Error(`${method} ${url}: no answer`);
    return answer;
  }

  /** The letterbox forgets who knocked in vain. */
  async forgetKnocks(): Promise<void> {
    await this.#ledgers[1]!.client.query('delete from rate_limit');
  }

  /** Letters that their handler choked on. */
  async stuck(): Promise<object[]> {
    const { rows } = await this.#ledgers[0]!.client.query<object>(
      'select type, failure, failures from inbound_message where failures > 0',
    );
    return rows;
  }

  /** Everything that waits, done. */
  async work(): Promise<number> {
    await this.app.get(Jobs).sweep();
    return this.#hints.drain();
  }

  /** Every row of the tenant in both databases as text, in an order that does not depend on where it lies. */
  async rowsOf({ id }: FuzzTenant): Promise<string[]> {
    const found: string[] = [];
    for (const { client } of this.#ledgers) {
      const { rows: tables } = await client.query<{ name: string }>(
        `select distinct c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
         where a.attname = 'tenant_id' and c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace`,
      );
      for (const { name } of tables) {
        const { rows } = await client.query<{ row: string }>(
          `select t::text as row from ${name} t where tenant_id = $1`,
          [id],
        );
        found.push(...rows.map(({ row }) => `${name} ${row}`));
      }
    }
    return found.sort();
  }

  chainOf({ id }: FuzzTenant) {
    return this.app.get(TenantScope).run(id, () => this.app.get(Audit).verify());
  }
}

/** The request as it goes over the wire. */
export function bytesOf(method: string, url: string, headers: Readonly<Record<string, string>>, body?: string): Buffer {
  const sent = body === undefined ? undefined : Buffer.from(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.replaceAll(/[\r\n\0]/g, '')}`);
  if (sent) lines.push(`content-length: ${sent.length}`);
  const head = Buffer.from(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return sent ? Buffer.concat([head, sent]) : head;
}
