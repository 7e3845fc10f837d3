// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client } from 'pg';
import { entitiesOf } from '#platform/plane';
import { checkDatabase } from '#platform/tenancy';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { migrate, readMigrations } from './migrate.ts';
import { createDatabases } from './databases.ts';
import { missingSql } from './schema.ts';

test.each([
  ['municipal', municipal],
  ['civic', civic],
] as const)(
  "the %s plane's migrations make exactly what its entities need, and can run twice",
  async (plane, features) => {
    const server = process.env.HANDSLAG_TEST_POSTGRES ?? '';
    const name = `drift_${randomUUID().slice(0, 8)}`;
    await createDatabases(server, { tenants: name, platform: `${name}_platform` });
    const url = (role: string) => `${server.replace(/\/\/[^@]+@/, `//handslag_${role}:test@`)}/${name}`;
    const migrations = await readMigrations(path.join(import.meta.dirname, '../../apps', plane, 'migrations'));
    expect(await migrate(url('migrate'), migrations)).toEqual(migrations.map((migration) => migration.name));
    expect(await migrate(url('migrate'), migrations)).toEqual([]);
    expect(await missingSql(url('migrate'), entitiesOf(features))).toBe('');
    const app = new Client({ connectionString: url('app') });
    await app.connect();
    expect(await checkDatabase(app)).toEqual([]);
    await app.end();
  },
);

test('a migration that was changed after it had run is refused', async () => {
  const server = process.env.HANDSLAG_TEST_POSTGRES ?? '';
  const name = `drift_${randomUUID().slice(0, 8)}`;
  await createDatabases(server, { tenants: name, platform: `${name}_platform` });
  const url = `${server.replace(/\/\/[^@]+@/, '//handslag_migrate:test@')}/${name}`;
  await migrate(url, [{ name: '0001-a.sql', sql: 'select 1' }]);
  await expect(migrate(url, [{ name: '0001-a.sql', sql: 'select 2' }])).rejects.toThrow(/changed after it had run/);
});
