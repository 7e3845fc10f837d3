// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { migrate } from './migrate.ts';
import { createDatabases } from './databases.ts';

/** A schema whose owner is noted after that of the function in it: so PostgreSQL comes to the function first. */
const notedLate = `create schema app;
create function app.nothing() returns void language sql as 'select 1';
alter schema app owner to handslag_owner;
alter schema app owner to handslag_migrate;`;

test('what migrate has made is handed over, whichever PostgreSQL comes to first', async () => {
  const server = process.env.HANDSLAG_TEST_POSTGRES ?? '';
  const suffix = randomUUID().slice(0, 8);
  const tenants = `handed_${suffix}`;
  await createDatabases(server, { tenants, platform: `handed_platform_${suffix}` });
  const url = `${server.replace(/\/\/[^@]+@/, '//handslag_migrate:test@')}/${tenants}`;
  await migrate(url, [{ name: '0001-test.sql', sql: notedLate }]);
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ owner: string }>(
    `select nspowner::regrole::text as owner from pg_namespace where nspname = 'app'
     union all select proowner::regrole::text from pg_proc where proname = 'nothing'`,
  );
  await client.end();
  expect(rows).toEqual([{ owner: 'handslag_owner' }, { owner: 'handslag_owner' }]);
});
