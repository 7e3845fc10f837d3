// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import type { Secrets } from '../folder.ts';
import { databaseUrl, originOf, planes, type Layout, type Plane } from '../layout.ts';
import { step } from '../say.ts';
import { tenantsOf } from './tenants.ts';
import { idOf } from './ids.ts';

/** Fills both planes with the demo, unless they have been filled. The directory's lines come last and tell. */
export async function seedOnce(layout: Layout, secrets: Secrets): Promise<void> {
  for (const plane of planes) {
    const platform = await connect(layout, plane, secrets, 'handslag_platform');
    try {
      const { rowCount } = await platform.query('select 1 from tenant');
      if (rowCount) continue;
      await step(`filling the ${plane} half with its demo`, async () => {
        for (const { slug } of tenantsOf(plane)) {
          const origin = originOf(layout, slug, plane);
          await platform.query('insert into tenant (id, host, origin, kind) values ($1, $2, $3, $4)', [
            idOf('tenant', slug),
            new URL(origin).host,
            origin,
            plane === 'municipal' ? 'municipality' : 'association',
          ]);
        }
      });
    } finally {
      await platform.end();
    }
  }
}

async function connect(
  layout: Layout,
  plane: Plane,
  secrets: Secrets,
  database: 'handslag' | 'handslag_platform',
): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl(layout, plane, 'migrate', secrets[plane].roles.migrate, database),
  });
  await client.connect();
  return client;
}
