// SPDX-License-Identifier: EUPL-1.2
// What the database itself guarantees, tried with the plane's own roles. Nothing is ever committed.
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { checkDatabase, checkStatistics, type Violation } from '#platform/tenancy';
import { checkPlatform, checkQueue } from '../check-platform.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';

/** A connection of its own, rolled back and closed whatever happens. */
export async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The rules of the catalogue; counted by table, as each rule is held against each. */
export async function databaseRules(tally: Tally, { config, throwAway }: Stage): Promise<void> {
  const look = async (client: Client): Promise<Violation[]> => [
    ...(await checkDatabase(client)),
    ...(await checkStatistics(client)),
  ];
  const violations = await connected(config.DATABASE_URL, look);
  for (const table of throwAway.tables()) tally.expect(!violations.some(({ object }) => object === table), table);
  for (const { object, rule } of violations) tally.expect(false, `${object}: ${rule}`);
}

export async function roles(tally: Tally, { config }: Stage): Promise<void> {
  const found = [
    ['app', await connected(config.DATABASE_URL, checkRole)],
    ['platform', await connected(config.PLATFORM_DATABASE_URL, checkPlatform)],
    ['queue', await connected(config.QUEUE_DATABASE_URL, checkQueue)],
  ] as const;
  for (const [role, violations] of found)
    tally.expect(violations.length === 0, `${role}: ${violations.map(({ rule }) => rule).join('; ')}`);
}

/** Of the role that serves requests; what the tables say of it is looked at with the tables. */
const checkRole = async (client: Client) =>
  (await checkDatabase(client)).filter(({ rule }) => /application role|can log in/.test(rule));

/** The plane knows one database server, that server knows no other, and its tables are this plane's own. */
export async function ownCluster(tally: Tally, { config, throwAway }: Stage): Promise<void> {
  const { DATABASE_URL, PLATFORM_DATABASE_URL, QUEUE_DATABASE_URL } = config;
  const servers = [DATABASE_URL, PLATFORM_DATABASE_URL, QUEUE_DATABASE_URL].map((url) => new URL(url).host);
  tally.expect(new Set(servers).size === 1, 'the settings name more than one database server');
  await connected(DATABASE_URL, async (client) => {
    const own = new Set([...throwAway.tables(), 'migration']);
    const { rows } = await client.query<{ name: string }>(
      `select relname name from pg_class where relkind in ('r', 'p', 'v', 'm', 'f') and not relispartition
         and relnamespace = 'public'::regnamespace`,
    );
    for (const { name } of rows) tally.expect(own.has(name), `${name} is no table of the ${config.PLANE} plane`);
    const abroad = await client.query<{ name: string }>(
      `select extname name from pg_extension where extname in ('dblink', 'postgres_fdw', 'file_fdw')
       union all select srvname from pg_foreign_server`,
    );
    tally.expect(abroad.rowCount === 0, `the database reaches further: ${abroad.rows.map(({ name }) => name).join()}`);
  });
}

/** Without a tenant, with an empty one and with one that is not there, every table is empty and takes nothing. */
export async function noTenant(tally: Tally, { config, throwAway }: Stage): Promise<void> {
  await connected(config.DATABASE_URL, async (client) => {
    for (const table of throwAway.tables()) {
      const seen = async (begin: string, values: unknown[] = []) => {
        await client.query('begin');
        try {
          if (begin) await client.query(begin, values);
          return (await client.query(`select 1 from "${table}" limit 1`)).rowCount;
        } finally {
          await client.query('rollback');
        }
      };
      tally.expect((await seen('')) === 0, `${table} shows rows to nobody`);
      tally.expect((await seen("set local app.tenant = ''")) === 0, `${table} shows rows to the empty tenant`);
      tally.expect((await seen('select app.set_ctx($1)', [randomUUID()])) === 0, `${table} shows rows to a stranger`);
    }
  });
}
