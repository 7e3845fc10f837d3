// SPDX-License-Identifier: EUPL-1.2
// F16: a migration that is killed halfway.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { createDatabases } from '../../infra/database/databases.ts';
import type { Drill, Stage } from './drill.ts';

/** A process that runs the civic plane's migrations in a database, and how it ended. */
function migrating({ house }: Stage, url: string, killAfterMs: number): Promise<'done' | 'killed'> {
  const { root } = house.layout;
  const code = pathToFileURL(path.join(root, 'infra/database/migrate.ts')).href;
  const folder = JSON.stringify(path.join(root, 'apps/civic/migrations'));
  const script = `
    const { migrate, readMigrations } = await import(${JSON.stringify(code)});
    process.stdout.write('begun');
    await migrate(process.env.URL, await readMigrations(${folder}));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), killAfterMs));
  return new Promise((resolve, reject) => {
    child.once('close', (ended, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (ended === 0) resolve('done');
      else reject(new Error(`The migration ended with ${ended}`));
    });
  });
}

const partial: Drill = {
  name: 'F16',
  says: 'a migration is killed at one moment after another, then run again',
  async run(stage) {
    const { house, long } = stage;
    const { checkDatabase } = await import('#platform/tenancy');
    const { superuser, roles } = house.secrets.civic;
    const server = `127.0.0.1:${house.layout.databasePort.civic}`;
    const moments = long ? Array.from({ length: 50 }, (_, index) => 20 + index * 20) : [30, 150, 400];
    let [killed, half, holes] = [0, 0, 0];
    for (const [index, moment] of moments.entries()) {
      const tenants = `drill_${index}`;
      await createDatabases(`postgresql://postgres:${superuser}@${server}`, { tenants, platform: `drill_platform` });
      const url = `postgresql://handslag_migrate:${roles.migrate}@${server}/${tenants}`;
      if ((await migrating(stage, url, moment)) === 'killed') killed += 1;
      const look = async <T>(as: string, work: (client: Client) => Promise<T>) => {
        const client = new Client({ connectionString: as });
        await client.connect();
        return work(client).finally(() => client.end());
      };
      const tables = `select count(*)::int as count from pg_tables where schemaname = 'public' and tablename <> 'migration'`;
      const count = () =>
        look(url, async (client) => (await client.query<{ count: number }>(tables)).rows[0]?.count ?? -1);
      const before = await count();
      await migrating(stage, url, 60_000);
      const after = await count();
      if (before !== 0 && before < after - 10) half += 1;
      const app = `postgresql://handslag_app:${roles.app}@${server}/${tenants}`;
      holes += (await look(app, (client) => checkDatabase(client))).length;
      await look(`postgresql://postgres:${superuser}@${server}/postgres`, (client) =>
        client.query(`drop database "${tenants}" with (force)`),
      );
    }
    stage.noted(`${killed} of ${moments.length} were killed before they were done`);
    stage.measured('half a schema left behind', half, 0);
    stage.measured('holes in the wall after the second run', holes, 0);
  },
};

export const migrations: readonly Drill[] = [partial];
