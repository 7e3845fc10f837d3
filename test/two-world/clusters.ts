// SPDX-License-Identifier: EUPL-1.2
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { freePort } from '#testing';
import { EmbeddedCluster } from '../../infra/database/embedded-cluster.ts';
import { createRoles, roleNames, type Passwords } from '../../infra/database/roles.ts';

/** A PostgreSQL server for one plane of one world. */
export class Clusters {
  readonly #clusters: EmbeddedCluster[] = [];

  private constructor(private readonly folder: string) {}

  /** Starts them side by side; each is alone with its plane, so that what a whole cluster shows means something. */
  static async start(count: number): Promise<{ clusters: Clusters; urls: string[] }> {
    const folder = await mkdtemp(path.join(tmpdir(), 'handslag-two-world-'));
    await chmod(folder, 0o755);
    const clusters = new Clusters(folder);
    const urls = await Promise.all(Array.from({ length: count }, (_, number) => clusters.#one(number)));
    return { clusters, urls };
  }

  async stop(): Promise<void> {
    for (const cluster of this.#clusters) {
      await cluster.stop();
      cluster.forget();
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  async #one(number: number): Promise<string> {
    const port = await freePort();
    const folder = path.join(this.folder, `pg${number}`);
    const cluster = new EmbeddedCluster({ folder, port, password: 'test', volatile: true });
    this.#clusters.push(cluster);
    await cluster.start();
    const admin = new Client({ connectionString: `${cluster.url}/postgres` });
    await admin.connect();
    await createRoles(admin, Object.fromEntries(roleNames.map((name) => [name, 'test'])) as Passwords);
    // Its workers come when they please; what they leave behind would differ between the worlds for no reason.
    await admin.query('alter system set autovacuum = off');
    await admin.query('select pg_reload_conf()');
    await admin.end();
    return cluster.url;
  }
}
