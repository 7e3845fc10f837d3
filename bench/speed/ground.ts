// SPDX-License-Identifier: EUPL-1.2
// What the measurements stand on: one PostgreSQL server as `npm start` runs it (durable), one plane's two databases with
// the product's own migrations, and beside them what the floor needs there.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { createDatabases } from '../../infra/database/databases.ts';
import { EmbeddedCluster } from '../../infra/database/embedded-cluster.ts';
import { migrate, readMigrations } from '../../infra/database/migrate.ts';
import { createRoles, roleNames, type Passwords, type RoleName } from '../../infra/database/roles.ts';

export const root = path.resolve(import.meta.dirname, '../..');

/** As the floor calls itself when it connects. */
export const floorName = 'floor';

export type Plane = 'municipal' | 'civic';
/** What the floor does at each: answer people at the one, take letters in at the other. */
const floors = { municipal: 'floor.sql', civic: 'letters.sql' } as const;

export interface Ground {
  readonly plane: Plane;
  readonly folder: string;
  /** The product's port, and the name by which a tenant is asked for there. */
  readonly port: number;
  host(tenant: number): string;
  url(role: RoleName, database: 'handslag' | 'handslag_platform'): string;
  /** As the role that owns the tables. */
  readonly owner: Client;
  readonly platform: Client;
  /** Of the server that all its processes descend from. */
  readonly postmaster: number;
  /** How many of the product's connections are within a transaction now. */
  busy(): Promise<number>;
  /** What was written is on disk, and nothing of it is left to do. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export async function openGround(plane: Plane = 'municipal'): Promise<Ground> {
  // What the ground before left to be written would be waited for by whoever commits on this one.
  spawnSync('sync');
  const folder = mkdtempSync(path.join(tmpdir(), 'handslag-bench-'));
  // Under root, PostgreSQL is another user and must be able to come here.
  chmodSync(folder, 0o755);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const password = randomBytes(12).toString('hex');
  const [port, databasePort] = [await freePort(), await freePort()];
  const cluster = new EmbeddedCluster({ folder: path.join(folder, 'pg'), port: databasePort, password });
  const clients: Client[] = [];
  const connect = async (url: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  };
  const close = async () => {
    for (const client of clients) await client.end().catch(() => undefined);
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await cluster.start();
    const superuser = await connect(`${cluster.url}/postgres`);
    await createRoles(superuser, Object.fromEntries(roleNames.map((name) => [name, password])) as Passwords);
    await createDatabases(cluster.url, { tenants: 'handslag', platform: 'handslag_platform' });
    const url: Ground['url'] = (role, database) =>
      `postgresql://handslag_${role}:${password}@127.0.0.1:${databasePort}/${database}`;
    await migrate(url('migrate', 'handslag'), await readMigrations(path.join(root, `apps/${plane}/migrations`)));
    await migrate(
      url('migrate', 'handslag_platform'),
      await readMigrations(path.join(root, 'infra/database/platform')),
    );
    const owner = await connect(url('migrate', 'handslag'));
    const platform = await connect(url('migrate', 'handslag_platform'));
    await owner.query(readFileSync(path.join(root, 'bench/floor', floors[plane]), 'utf8'));
    return {
      plane,
      folder,
      port,
      host: (tenant) => `t${tenant}.localhost:${port}`,
      url,
      owner,
      platform,
      postmaster: Number.parseInt(readFileSync(path.join(cluster.folder, 'postmaster.pid'), 'utf8'), 10),
      busy: async () => {
        const { rows } = await superuser.query<{ count: number }>(
          `select count(*)::int as count from pg_stat_activity
           where usename = 'handslag_app' and application_name <> '${floorName}' and state <> 'idle'`,
        );
        return rows[0]?.count ?? 0;
      },
      rest: async () => {
        for (const table of ['request', 'request_audience', 'person', '"group"', 'group_member', 'membership'])
          await owner.query(`vacuum (analyze) ${table}`);
        await platform.query('vacuum (analyze) tenant, session');
        await superuser.query('checkpoint');
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
