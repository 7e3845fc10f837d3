// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, readdir, rm, writeFile, chmod, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { entitiesOf } from '#platform/plane';
import { EmbeddedCluster } from './embedded-cluster.ts';
import { migrate, readMigrations } from './migrate.ts';
import { createDatabases } from './databases.ts';
import { createRoles, roleNames, type Passwords } from './roles.ts';
import { missingSql, schemaSql } from './schema.ts';
import { Client } from 'pg';

const header =
  '-- SPDX-License-Identifier: EUPL-1.2\n-- Generated from the entities by `npm run migration`; reviewed; forward-only.\n';

/** Writes what the entities have and the plane's migrations lack, as the next migration of each plane. */
async function generate(name: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'handslag-migration-'));
  await chmod(folder, 0o755);
  const cluster = new EmbeddedCluster({
    folder: path.join(folder, 'pg'),
    port: 45_432,
    password: 'migration',
    volatile: true,
  });
  await cluster.start();
  try {
    const admin = new Client({ connectionString: `${cluster.url}/postgres` });
    await admin.connect();
    await createRoles(admin, Object.fromEntries(roleNames.map((role) => [role, 'migration'])) as Passwords);
    await admin.end();
    for (const [plane, features] of Object.entries({ municipal, civic })) {
      const migrations = path.join('apps', plane, 'migrations');
      await mkdir(migrations, { recursive: true });
      const existing = (await readdir(migrations)).filter((file) => file.endsWith('.sql'));
      const entities = entitiesOf(features);
      await createDatabases(cluster.url, { tenants: plane, platform: `${plane}_platform` });
      const url = cluster.url.replace('//postgres:', '//handslag_migrate:') + `/${plane}`;
      await migrate(url, await readMigrations(migrations));
      const sql = existing.length === 0 ? await schemaSql(entities) : await missingSql(url, entities);
      if (!sql.trim()) continue;
      const file = path.join(migrations, `${String(existing.length + 1).padStart(4, '0')}-${name}.sql`);
      await writeFile(file, `${header}\n${sql.trim()}\n`);
      console.log(file);
    }
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await generate(process.argv[2] ?? 'change');
