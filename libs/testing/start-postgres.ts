// SPDX-License-Identifier: EUPL-1.2
import { mkdtemp, chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { EmbeddedCluster } from '../../infra/database/embedded-cluster.ts';
import { SystemCluster } from './system-postgres.ts';
import { createRoles, roleNames, type Passwords } from '../../infra/database/roles.ts';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error('No port'));
      });
    });
  });
}

/** Jest's global setup: one PostgreSQL server for the run, with the plane's roles. */
export default async function startPostgres(): Promise<void> {
  if (process.env.HANDSLAG_TEST_POSTGRES) return;
  const folder = await mkdtemp(path.join(tmpdir(), 'handslag-test-'));
  await chmod(folder, 0o755);
  const options = { folder: path.join(folder, 'pg'), port: await freePort(), password: 'test' };
  const cluster =
    process.env.HANDSLAG_TEST_POSTGRES_VERSION === '15'
      ? new SystemCluster(options)
      : new EmbeddedCluster({ ...options, volatile: true });
  await cluster.start();
  const admin = new Client({ connectionString: `${cluster.url}/postgres` });
  await admin.connect();
  await createRoles(admin, Object.fromEntries(roleNames.map((name) => [name, 'test'])) as Passwords);
  await admin.end();
  process.env.HANDSLAG_TEST_POSTGRES = cluster.url;
  Object.assign(globalThis, { handslagTestCluster: { cluster, folder } });
}
