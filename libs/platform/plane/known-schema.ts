// SPDX-License-Identifier: EUPL-1.2
import { readdir } from 'node:fs/promises';
import { Client } from 'pg';

/**
 * A process serves only on the schema it was built for: neither older (migrations are missing) nor newer.
 * @throws Error that names the migrations and the remedy.
 */
export async function refuseUnknownSchema(databaseUrl: string, migrationsFolder: string): Promise<void> {
  const ours = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql'));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client
    .query<{ name: string }>('select name from public.migration')
    .finally(() => client.end());
  const ran = new Set(rows.map((row) => row.name));
  const missing = ours.filter((name) => !ran.has(name));
  const unknown = [...ran].filter((name) => !ours.includes(name));
  if (missing.length > 0) throw new Error(`The database lacks ${missing.join(', ')}: run \`handslag migrate\` first`);
  if (unknown.length > 0) throw new Error(`The database is newer than this process; it knows no ${unknown.join(', ')}`);
}
