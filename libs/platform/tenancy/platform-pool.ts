// SPDX-License-Identifier: EUPL-1.2
import { Pool } from 'pg';
import { idleConnectionMs } from './idle-connections.ts';

/** Connections to the plane's platform database (directory, sessions, limits), as role `platform`. */
export class PlatformPool extends Pool {
  constructor(url: string, max = 5) {
    super({ connectionString: url, max, keepAlive: true, idleTimeoutMillis: idleConnectionMs });
    // A dropped connection is retried by the next query; without listeners it would end the process.
    this.on('error', () => undefined);
    this.on('connect', (client) => client.on('error', () => undefined));
  }
}
