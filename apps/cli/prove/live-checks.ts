// SPDX-License-Identifier: EUPL-1.2
// What the running process answers, over HTTP, to people of throw-away organisations and to nobody.
import { randomUUID } from 'node:crypto';
import type { Belongings } from './belongings.ts';
import { tellingOf, type Caller } from './caller.ts';
import { connected } from './database-checks.ts';
import { filled, type Route } from './routes.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

const isOpen = ({ door }: Route) => door === 'public' || door === 'plane';
/** What a person may change in a minute has a limit; these stay below it. */
const mostChanges = 45;
const lanes = 4;

/** A few at a time: an examination must not be felt by those who use the plane meanwhile. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Nothing opens without a sign-in of this very organisation; and where nobody is, there is nothing. */
export async function doors(tally: Tally, stage: Stage): Promise<void> {
  const { owner, onlooker } = stage;
  const nobody = stage.caller(onlooker.host);
  const stranger = owner.administrator.call.at(onlooker.host);
  const closed = (await stage.routes()).filter((route) => !isOpen(route) && route.method === 'GET');
  await eachOf(closed, async (route) => {
    const path = filled(route.path, randomUUID());
    for (const [who, caller] of [
      ['nobody', nobody],
      ['somebody of another organisation', stranger],
    ] as const) {
      const { status } = await caller.call('GET', path);
      tally.expect(status === 401, `GET ${route.path} answers ${status} to ${who}`);
    }
  });
  const { status } = await stage.nobody.call('GET', '/api/v1/tenant');
  tally.expect(status === 404, `an address where nobody is answers ${status}`);
}

/** What another organisation has is answered like what does not exist, to the byte. */
export async function otherIds(tally: Tally, stage: Stage, { ids }: Belongings): Promise<void> {
  const routes = (await stage.routes()).filter(({ path, door }) => path.includes('{') && door !== 'public');
  const some = Object.values(ids).flatMap((kind) => kind.slice(0, 2));
  const { administrator, coordinator } = stage.onlooker;
  const reads = routes.filter(({ method }) => method === 'GET').flatMap((route) => some.map((id) => ({ route, id })));
  await eachOf(reads, ({ route, id }) => alike(tally, coordinator.call, route, id));
  const changes = routes.flatMap((route) => {
    const id = route.method === 'GET' ? undefined : ids[route.path.split('/')[3] ?? '']?.[0];
    return id === undefined ? [] : [{ route, id }];
  });
  await eachOf(changes.slice(0, mostChanges), ({ route, id }) =>
    alike(tally, administrator.call, route, id, ids['people']?.[0]),
  );
  // Without this, "alike" could mean that nothing is ever found.
  const found = await stage.owner.coordinator.call.call('GET', `/api/v1/groups/${ids['groups']?.[0]}`);
  tally.expect(found.status === 200, `its own organisation gets ${found.status}`);
}

async function alike(tally: Tally, caller: Caller, { method, path }: Route, id: string, second = id): Promise<void> {
  const ask = async (first: string, next: string) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {};
    const answer = await caller.call(method, filled(path, first, next), body, { 'if-match': '"v1"' });
    return { status: answer.status, telling: tellingOf(answer, [first, next]) };
  };
  const theirs = await ask(id, second);
  const nowhere = await ask(randomUUID(), randomUUID());
  tally.expect(theirs.telling === nowhere.telling, `${method} ${path} tells a hidden id from a random one`);
  if (method === 'GET') tally.expect(theirs.status >= 400, `GET ${path} opens what is another organisation's`);
}

/** The owner's words are found in nothing that others can open, nor in what the plane keeps outside the tenants' tables. */
export async function canaries(
  tally: Tally,
  stage: Stage,
  { words, ids }: Belongings,
  elsewhere: readonly Stage[] = [],
): Promise<void> {
  const own = await stage.owner.coordinator.call.call('GET', '/api/v1/groups');
  tally.expect(
    words.some((word) => own.text.includes(word)),
    'the organisation cannot find its own words',
  );
  const clean = (path: string, text: string) =>
    tally.expect(!words.some((word) => text.includes(word)), `GET ${path} holds a word of another organisation`);
  const known = Object.values(ids).flatMap((kind) => kind.slice(0, 2));
  for (const other of [stage, ...elsewhere]) {
    const { administrator, coordinator, member } = other === stage ? other.onlooker : other.owner;
    await everyGet(other, administrator.call, [], clean);
    await everyGet(other, coordinator.call, known, clean);
    await everyGet(other, member.call, [], clean);
    await publicPages(other, stage.owner.host, clean);
    await keptOutside(tally, other, words);
  }
}

type Look = (path: string, told: string) => void;

/** Each GET behind the doors, as one person; those of single things with each of the ids. */
async function everyGet(stage: Stage, caller: Caller, ids: readonly string[], look: Look): Promise<void> {
  const routes = (await stage.routes()).filter(({ method, door }) => method === 'GET' && door !== 'plane');
  const addresses = routes.flatMap(({ path }) =>
    path.includes('{') ? ids.map((id) => ({ path, address: filled(path, id) })) : [{ path, address: path }],
  );
  await eachOf(addresses, async ({ path, address }) => {
    const { status, headers, text } = await caller.call('GET', address);
    if (status >= 500) throw new Error(`GET ${path} answered ${status}`);
    look(path, JSON.stringify(headers) + text);
  });
}

const mostAddresses = 5;

/** What anybody sees at other addresses of the plane: a few of them, once each. */
async function publicPages(stage: Stage, except: string, look: Look): Promise<void> {
  const hosts = (await stage.directory.all()).map(({ host }) => host).filter((host) => host !== except);
  const paths = ['/.well-known/handslag', '/api/v1/tenant', '/api/v1/terms/current', '/wall'];
  const pages = hosts.slice(0, mostAddresses).flatMap((host) => paths.map((path) => ({ host, path })));
  await eachOf(pages, async ({ host, path }) => look(path, (await stage.caller(host).call('GET', path)).text));
}

/** The directory, sessions, sign-ins, limits and the queue: what is outside every tenant's wall. */
async function keptOutside(tally: Tally, { config }: Stage, words: readonly string[]): Promise<void> {
  const pattern = `%(${words.join('|')})%`;
  for (const [url, schema] of [
    [config.PLATFORM_DATABASE_URL, 'public'],
    [config.QUEUE_DATABASE_URL, 'bullmq'],
  ] as const) {
    await connected(url, async (client) => {
      await client.query('begin read only');
      await client.query("set local statement_timeout = '10s'");
      const { rows } = await client.query<{ name: string }>(
        `select c.oid::regclass::text name from pg_class c where c.relkind in ('r', 'p') and not c.relispartition
           and c.relnamespace = to_regnamespace($1) and has_table_privilege(c.oid, 'select')`,
        [schema],
      );
      for (const { name } of rows) {
        const found = await client.query(`select 1 from ${name} t where t::text similar to $1 limit 1`, [pattern]);
        tally.expect(found.rowCount === 0, `${name} holds a word of an organisation`);
      }
      await client.query('rollback');
    });
  }
}
