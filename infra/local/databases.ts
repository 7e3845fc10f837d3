// SPDX-License-Identifier: EUPL-1.2
import { createWriteStream, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { EmbeddedCluster } from '../database/embedded-cluster.ts';
import { migrate, readMigrations } from '../database/migrate.ts';
import { createDatabases } from '../database/databases.ts';
import { createRoles } from '../database/roles.ts';
import type { Secrets } from './folder.ts';
import { clusterFolder, databaseUrl, logFile, type Layout, type Plane } from './layout.ts';

export function clusterOf(layout: Layout, plane: Plane, password: string): EmbeddedCluster {
  const file = logFile(layout, `${plane}-postgres`);
  let log: ReturnType<typeof createWriteStream> | undefined;
  return new EmbeddedCluster({
    folder: clusterFolder(layout, plane),
    port: layout.databasePort[plane],
    password,
    log: (text) => {
      if (!existsSync(path.dirname(file))) mkdirSync(path.dirname(file), { recursive: true });
      log ??= createWriteStream(file, { flags: 'a', mode: 0o600 });
      log.write(text);
    },
  });
}

/** Roles, databases and tables of one plane, as far as they are missing. @returns names of the migrations that ran. */
export async function prepareDatabases(
  layout: Layout,
  plane: Plane,
  cluster: EmbeddedCluster,
  secrets: Secrets,
): Promise<string[]> {
  const { roles } = secrets[plane];
  const admin = new Client({ connectionString: `${cluster.url}/postgres` });
  await admin.connect();
  await createRoles(admin, roles).finally(() => admin.end());
  await createDatabases(cluster.url, { tenants: 'handslag', platform: 'handslag_platform' });
  const url = (database: 'handslag' | 'handslag_platform') =>
    databaseUrl(layout, plane, 'migrate', roles.migrate, database);
  return [
    ...(await migrate(url('handslag'), await readMigrations(path.join(layout.root, 'apps', plane, 'migrations')))),
    ...(await migrate(
      url('handslag_platform'),
      await readMigrations(path.join(layout.root, 'infra/database/platform')),
    )),
  ];
}
