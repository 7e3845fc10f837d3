// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';

/**
 * A process serves only on the schema it was built for: neither older (migrations are missing) nor newer, nor the other
 * plane's, whose migrations have the same names and another text: as after a restore into the wrong place.
 * @throws Error that names the migrations and the remedy.
 */
export async function refuseUnknownSchema(databaseUrl: string, migrationsFolder: string): Promise<void> {
  const ours = (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql'));
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client
    .query<{ name: string; fingerprint: string }>('select name, fingerprint from public.migration')
    .finally(() => client.end());
  const ran = new Map(rows.map((row) => [row.name, row.fingerprint]));
  const missing = ours.filter((name) => !ran.has(name));
  const unknown = [...ran.keys()].filter((name) => !ours.includes(name));
  if (missing.length > 0) throw new Error(`The database lacks ${missing.join(', ')}: run \`handslag migrate\` first`);
  if (unknown.length > 0) throw new Error(`The database is newer than this process; it knows no ${unknown.join(', ')}`);
  for (const name of ours) {
    const text = await readFile(path.join(migrationsFolder, name));
    if (createHash('sha256').update(text).digest('hex') !== ran.get(name))
      throw new Error(`The database was made by another ${name} than ours: is it the other plane's?`);
  }
}
