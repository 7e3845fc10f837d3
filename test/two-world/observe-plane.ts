// SPDX-License-Identifier: EUPL-1.2
// What whoever runs a plane can see: its rows, its queue, its log, its letters (O4, O5, O6).
import { Client } from 'pg';
import type { Seen } from './comparison.ts';
import type { House } from './house.ts';
import { letterOpened, rowOpened } from './opened.ts';
import type { Plane } from './plane.ts';
import { withoutVolatile } from './volatile.ts';
import type { World } from './world.ts';

const urlOf = (plane: Plane, which: 'tenants' | 'platform') => {
  const { superuser, platform } = plane.database.urls;
  return which === 'tenants' ? superuser : superuser.replace(/[^/]+$/, new URL(platform).pathname.slice(1));
};

interface Keys {
  readonly id?: string;
  readonly key?: string;
  readonly tenant_id?: string;
}

const connections = new WeakMap<Plane, Promise<readonly [Client, Client]>>();
/** The plane's databases, entered as who may see everything: the tenants' and the platform's. */
export function connected(plane: Plane): Promise<readonly [Client, Client]> {
  const open = async (which: 'tenants' | 'platform') => {
    const client = new Client({ connectionString: urlOf(plane, which) });
    await client.connect();
    return client;
  };
  const found = connections.get(plane) ?? Promise.all([open('tenants'), open('platform')]);
  connections.set(plane, found);
  return found;
}

export async function letGo(plane: Plane): Promise<void> {
  for (const client of (await connections.get(plane)) ?? []) await client.end();
  connections.delete(plane);
}

const tablesSql = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
  order by c.relname`;

/** All tables of a database but those that only tell how old it is. */
export async function tablesOf(client: Client): Promise<string[]> {
  return (await client.query<{ name: string }>(tablesSql)).rows.map(({ name }) => name);
}

/** Every row of these tenants in every table, by id: the beginnings of ids are the same in both worlds. */
export async function rowsOf(plane: Plane, houses: readonly House[]): Promise<Seen[]> {
  const [tenants, platform] = await connected(plane);
  const seen: Seen[] = [];
  for (const [client, own] of [
    [tenants, 'whole.tenant_id::text = any($1)'],
    [platform, platformOwn],
  ] as const) {
    const parts = (await tablesOf(client))
      .filter((name) => client === tenants || name in platformKeys)
      .map((name, at) => {
        const mine = own.replace('whole.key_of_table', platformKeys[name] ?? '');
        // `x` would be a column of some tables, not their whole row.
        return `(select ${at} as nr, '${name}' as name, to_jsonb(whole) as row from "${name}" whole where ${mine})`;
      });
    const { rows } = await client.query<{ nr: number; name: string; row: Keys }>(
      `select nr, name, row from (${parts.join(' union all ')}) t`,
      [houses.map(({ id }) => id)],
    );
    // Table by table, house by house: some ids are the same in every house.
    const placeOf = ({ id, key, tenant_id }: Keys) =>
      `${houses.findIndex((house) => house.id === tenant_id)} ${id ?? key ?? ''}`;
    rows.sort((a, b) => a.nr - b.nr || (placeOf(a.row) < placeOf(b.row) ? -1 : 1));
    for (const { name, row } of rows) {
      const tenantId = row.tenant_id ?? row.id ?? '';
      const text = withoutVolatile(rowOpened(row, tenantId), { from: plane.storyFrom, to: Date.now() });
      seen.push({ where: `a row of ${name}`, text });
    }
  }
  return seen;
}

/** A row that is about the whole plane is everybody's. */
const ofEverybody = '($1::text[])[1]';

/** The platform database has no tenant's content; its rows are found by what names the tenant in each table. */
const platformKeys: Readonly<Record<string, string>> = {
  tenant: 'whole.id::text',
  session: 'whole.tenant_id::text',
  sign_in: 'whole.tenant_id::text',
  sign_in_event: 'whole.tenant_id::text',
  caller: 'whole.tenant_id::text',
  number_key: 'whole.tenant_id::text',
  installation_key: ofEverybody,
  wall_run: ofEverybody,
  rate_limit: "substring(whole.key from '[0-9a-f-]{36}')",
};
const platformOwn = 'whole.key_of_table = any($1)';

/** Tables that no one here knows how to look into. */
export async function unknownTables(plane: Plane): Promise<string[]> {
  const [, platform] = await connected(plane);
  return (await tablesOf(platform)).filter((name) => !(name in platformKeys));
}

/** What the plane's log and queue have gained since last asked. */
export function journalOf(plane: Plane): Seen[] {
  const { name } = plane.parts;
  return [
    ...plane.journal.splice(0).map((text) => ({ where: `the log of the ${name} plane`, text })),
    ...plane.hints.added.splice(0).map((text) => ({ where: `the queue of the ${name} plane`, text })),
  ];
}

/** Letters to or from one of these houses, since last asked, opened. */
export async function lettersOf(world: World, houses: readonly House[]): Promise<Seen[]> {
  const all = Object.values(world.houses);
  const seen: Seen[] = [];
  for (const plane of Object.values(world.planes)) {
    for (const letter of plane.letters.splice(0)) {
      const to = all.find(({ host }) => host === letter.to);
      if (!to) throw new Error(`A letter to nobody: ${letter.to}`);
      const text = await letterOpened(letter, to);
      const mine = houses.some((house) => house === to || text.includes(`"iss":"${house.id}"`));
      if (mine) seen.push({ where: `a letter to ${to.name}`, text });
    }
  }
  return seen;
}
