// SPDX-License-Identifier: EUPL-1.2
import { Client } from 'pg';
import { SystemRandomness } from '#kernel';
import { MasterKey } from '#platform/crypto';
import type { Secrets } from '../folder.ts';
import { databaseUrl, originOf, planes, type Layout, type Plane } from '../layout.ts';
import { step } from '../say.ts';
import { furnishAssociation } from './associations.ts';
import { furnishHelsingborg } from './helsingborg.ts';
import { idOf } from './ids.ts';
import { furnishMelhus } from './melhus.ts';
import { Place } from './place.ts';
import { protect } from './protected.ts';
import { order, recur } from './recurring.ts';
import { tenantsOf, type SeedTenant } from './tenants.ts';

/** Any other number gives another year of the same kind. */
const demoSeed = 20_200_402;

export const tenantIdOf = (slug: string) => idOf('tenant', slug);

/** All rows of one tenant, the same each time but for the clock. */
export function furnish(tenant: SeedTenant, host: string, now: Date): Place {
  const place = new Place(tenant, host, now, demoSeed + tenant.slug.length);
  if (tenant.slug === 'helsingborg') furnishHelsingborg(place);
  else if (tenant.slug === 'melhus') furnishMelhus(place);
  else furnishAssociation(place);
  place.finish();
  recur(place);
  return place;
}

/** Fills both planes with the demo, unless they have been filled: the directory's lines come last and tell. */
export async function seedOnce(layout: Layout, secrets: Secrets): Promise<void> {
  const connections = await Promise.all(planes.map((plane) => connect(layout, plane, secrets, 'handslag_platform')));
  try {
    const empty = await Promise.all(
      connections.map(async ({ client }) => (await client.query('select 1 from tenant')).rowCount === 0),
    );
    const missing = planes.filter((_, index) => empty[index]);
    if (missing.length === 0) return;
    await step(
      'writing the demo: two municipalities, four associations and a year of asking and helping',
      () =>
        Promise.all(
          connections
            .filter(({ plane }) => missing.includes(plane))
            .map(({ plane, client }) => seedPlane(layout, secrets, plane, client)),
        ),
      (counts) =>
        `the demo is written: ${counts.reduce((sum, count) => sum + count, 0)} invented people, and a year of asking and helping`,
    );
  } finally {
    await Promise.all(connections.map(({ client }) => client.end()));
  }
}

async function seedPlane(layout: Layout, secrets: Secrets, plane: Plane, platform: Client): Promise<number> {
  const { client } = await connect(layout, plane, secrets, 'handslag');
  const key = new MasterKey([secrets[plane].masterKey], new SystemRandomness());
  let people = 0;
  try {
    await client.query('begin');
    for (const tenant of tenantsOf(plane)) {
      const { host } = new URL(originOf(layout, tenant.slug, plane));
      const place = furnish(tenant, host, new Date());
      protect(place, tenantIdOf(tenant.slug), key);
      order(place, tenantIdOf(tenant.slug), key);
      await place.rows.write(client, tenantIdOf(tenant.slug));
      people += place.rows.of('person').length;
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
  const lines = tenantsOf(plane).map(({ slug }) => {
    const origin = originOf(layout, slug, plane);
    return {
      id: tenantIdOf(slug),
      host: new URL(origin).host,
      origin,
      kind: plane === 'municipal' ? 'municipality' : 'association',
    };
  });
  await platform.query(
    'insert into tenant (id, host, origin, kind) select id, host, origin, kind from jsonb_to_recordset($1::jsonb) as line(id uuid, host text, origin text, kind text)',
    [JSON.stringify(lines)],
  );
  return people;
}

async function connect(
  layout: Layout,
  plane: Plane,
  secrets: Secrets,
  database: 'handslag' | 'handslag_platform',
): Promise<{ plane: Plane; client: Client }> {
  const client = new Client({
    connectionString: databaseUrl(layout, plane, 'migrate', secrets[plane].roles.migrate, database),
  });
  await client.connect();
  return { plane, client };
}
