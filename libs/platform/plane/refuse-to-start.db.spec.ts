// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { refuseToStartWithHoles, refuseUnknownSchema } from '#platform/plane';
import { testDatabase, type TestDatabase } from '#testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([]);
});
afterAll(() => database.close());

async function withSuperuser(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: database.urls.superuser });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('a plane with a whole wall may start', async () => {
  await expect(refuseToStartWithHoles(database.urls.app)).resolves.toBeUndefined();
});

test.each([
  ['a superuser', 'superuser', /is a superuser/],
  ['a role that bypasses row level security', 'migrate', /bypasses row level security/],
] as const)('a plane that would serve as %s refuses to start', async (_, role, reason) => {
  await expect(refuseToStartWithHoles(database.urls[role])).rejects.toThrow(reason);
});

test.each([
  [
    'whose row level security is not forced',
    'alter table remembered_answer no force row level security',
    'alter table remembered_answer force row level security',
    /must be enabled and forced/,
  ],
  [
    'without the restrictive guard',
    'drop policy tenant_guard on remembered_answer',
    "create policy tenant_guard on remembered_answer as restrictive using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid) with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)",
    /guard is missing/,
  ],
  [
    'with a key that does not lead with the tenant',
    'create table planted (tenant_id uuid not null, id uuid primary key)',
    'drop table planted',
    /must start with tenant_id/,
  ],
  [
    'owned by the serving role',
    'alter table remembered_answer owner to handslag_app',
    'alter table remembered_answer owner to handslag_owner',
    /owned by the application role/,
  ],
])('a table %s keeps the plane from starting', async (_, plant, mend, reason) => {
  await withSuperuser(plant);
  const start = refuseToStartWithHoles(database.urls.app).finally(() => withSuperuser(mend));
  await expect(start).rejects.toThrow(reason);
  await expect(refuseToStartWithHoles(database.urls.app)).resolves.toBeUndefined();
});

test("a plane refuses to serve on a schema that is older or newer than its own, or another plane's of the same name", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'handslag-migrations-'));
  const add = (name: string, sql = 'select 1') => writeFile(path.join(folder, name), sql);
  const ran = createHash('sha256').update('select 1').digest('hex');
  await withSuperuser(`update public.migration set fingerprint = '${ran}'`);
  await expect(refuseUnknownSchema(database.urls.app, folder)).rejects.toThrow('newer than this process');
  await add('0001-test.sql');
  await expect(refuseUnknownSchema(database.urls.app, folder)).resolves.toBeUndefined();
  await add('0001-test.sql', 'select 2');
  await expect(refuseUnknownSchema(database.urls.app, folder)).rejects.toThrow('another 0001-test.sql');
  await add('0001-test.sql');
  await add('0002-later.sql');
  await expect(refuseUnknownSchema(database.urls.app, folder)).rejects.toThrow('lacks 0002-later.sql');
  await rm(folder, { recursive: true });
});
