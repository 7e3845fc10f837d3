// SPDX-License-Identifier: EUPL-1.2
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { chown, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** Where Debian keeps PostgreSQL 15, when it is installed. */
export const debianPostgres = '/usr/lib/postgresql/15/bin';

/** A server of the system's own PostgreSQL, for running the database tests on an older version too. */
export class SystemCluster {
  readonly url: string;
  #server: ChildProcess | undefined;

  constructor(private readonly options: { readonly folder: string; readonly port: number; readonly password: string }) {
    this.url = `postgresql://postgres:${options.password}@127.0.0.1:${options.port}`;
  }

  async start(): Promise<void> {
    const { folder, port, password } = this.options;
    const user = await unprivilegedUser();
    await mkdir(folder, { recursive: true });
    const passwordFile = `${folder}.password`;
    await writeFile(passwordFile, password);
    if (user.uid !== undefined && user.gid !== undefined) {
      await chown(folder, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    await run(
      path.join(debianPostgres, 'initdb'),
      [
        '-D',
        folder,
        '-U',
        'postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--no-sync',
      ],
      user,
    );
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      fsync: 'off',
      synchronous_commit: 'off',
      max_connections: 200,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    this.#server = spawn(path.join(debianPostgres, 'postgres'), ['-D', folder, ...flags], { ...user, stdio: 'ignore' });
    await this.#answers();
  }

  async #answers(): Promise<void> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const client = new Client({ connectionString: `${this.url}/postgres` });
      const answered = await client.connect().then(
        () => true,
        () => false,
      );
      await client.end().catch(() => undefined);
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('PostgreSQL 15 did not start');
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
  }

  /** Deletes the cluster's files. */
  forget(): void {
    rmSync(this.options.folder, { recursive: true, force: true });
  }
}

/** PostgreSQL refuses root; then it runs as the package's own user. */
async function unprivilegedUser(): Promise<{ uid?: number; gid?: number }> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, 'postgres'])).stdout)),
  );
  return { uid: Number(uid), gid: Number(gid) };
}
