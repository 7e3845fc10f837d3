// SPDX-License-Identifier: EUPL-1.2
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Secrets } from './folder.ts';
import { databaseUrl, planes, type Layout, type Plane } from './layout.ts';
import { clientsFile, issuer } from './sign-in-files.ts';

/** Only what this plane may know: not one word opens the other plane's databases. */
export function planeEnvironment(layout: Layout, plane: Plane, secrets: Secrets): Record<string, string> {
  const { roles, masterKey } = secrets[plane];
  return {
    PLANE: plane,
    PORT: String(layout.port[plane]),
    DATABASE_URL: databaseUrl(layout, plane, 'app', roles.app, 'handslag'),
    PLATFORM_DATABASE_URL: databaseUrl(layout, plane, 'platform', roles.platform, 'handslag_platform'),
    QUEUE_DATABASE_URL: databaseUrl(layout, plane, 'queue', roles.queue, 'handslag_platform'),
    MASTER_KEY: masterKey,
    OIDC_ISSUER: issuer(layout),
    OIDC_CLIENTS_FILE: clientsFile(layout, plane),
    FEDERATION_LOOPBACK: '1',
    OUTGOING_FOLDER: path.join(layout.data, plane, 'outgoing'),
    WEB_FOLDER: path.join(layout.root, 'dist/web'),
    // What V8 made of the program the last time; a folder of its own, or one plane could slip the other its code.
    NODE_COMPILE_CACHE: path.join(layout.data, plane, 'compiled'),
  };
}

export const operatorFile = (layout: Layout, plane: Plane) => path.join(layout.data, plane, 'operator.env');

/** For `handslag … --settings <file>`: what the plane is told, and the role that may change its tables. */
export function writeOperatorFiles(layout: Layout, secrets: Secrets): void {
  for (const plane of planes) {
    const migrate = (database: 'handslag' | 'handslag_platform') =>
      databaseUrl(layout, plane, 'migrate', secrets[plane].roles.migrate, database);
    const settings = {
      ...planeEnvironment(layout, plane, secrets),
      MIGRATE_DATABASE_URL: migrate('handslag'),
      MIGRATE_PLATFORM_DATABASE_URL: migrate('handslag_platform'),
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name}='${value}'\n`);
    writeFileSync(operatorFile(layout, plane), lines.join(''), { mode: 0o600 });
  }
}
