// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { audit } from '#tenant/audit';
import { migrate, type Migration } from './migrate.ts';
import { createDatabases } from './databases.ts';
import { missingSql, schemaSql } from './schema.ts';

const tenant = randomUUID();
const lastOfNovember = new Date('2026-11-30T23:30:00Z');
let url: (role: string) => string;
let migrations: Migration[];
let app: Client;
let owner: Client;

beforeAll(async () => {
  const server = process.env.HANDSLAG_TEST_POSTGRES ?? '';
  const name = `months_${randomUUID().slice(0, 8)}`;
  await createDatabases(server, { tenants: name, platform: `${name}_platform` });
  url = (role) => `${server.replace(/\/\/[^@]+@/, `//handslag_${role}:test@`)}/${name}`;
  migrations = [{ name: '0001-test.sql', sql: await schemaSql(audit.entities) }];
  await migrate(url('migrate'), migrations, lastOfNovember);
  app = new Client({ connectionString: url('app') });
  owner = new Client({ connectionString: url('migrate') });
  await app.connect();
  await owner.connect();
});
afterAll(async () => {
  await app.end();
  await owner.end();
});

async function partitionsOf(table: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string; owner: string }>(
    `select c.relname as name, c.relowner::regrole::text as owner from pg_inherits join pg_class c on c.oid = inhrelid
     where inhparent = $1::regclass order by 1`,
    [table],
  );
  expect(new Set(rows.map((row) => row.owner))).toEqual(new Set(['handslag_owner']));
  return rows.map((row) => row.name.slice(table.length + 1));
}

/** Which partition each row lies in. */
async function places(): Promise<[at: string, partition: string][]> {
  const { rows } = await owner.query<{ at: Date; place: string }>(
    'select at, tableoid::regclass::text as place from access_entry where tenant_id = $1 order by at',
    [tenant],
  );
  return rows.map(({ at, place }) => [at.toISOString(), place]);
}

test('this month and the next two have a partition of their own, made once', async () => {
  const months = ['2026_11', '2026_12', '2027_01', 'default'];
  expect(await partitionsOf('access_entry')).toEqual(months);
  expect(await partitionsOf('audit_event')).toEqual(months);
  expect(await migrate(url('migrate'), migrations, lastOfNovember)).toEqual([]);
  expect(await partitionsOf('access_entry')).toEqual(months);
});

test('the application reaches rows through the table only', async () => {
  for (const partition of ['access_entry_2026_11', 'audit_event_default'])
    await expect(app.query(`select from ${partition}`)).rejects.toThrow(/permission denied/);
});

test('rows of other times lie in the default partition until their month comes', async () => {
  const times = ['2026-01-15T00:00:00.000Z', '2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'];
  const early = '2027-02-01T00:00:00.000Z';
  await app.query('begin');
  await app.query('select app.set_ctx($1)', [tenant]);
  for (const at of [...times, early])
    await app.query(
      "insert into access_entry (tenant_id, id, at, request_id, role, what) values ($1, $2, $3, $2, 'staff', 'contact')",
      [tenant, randomUUID(), at],
    );
  await app.query('commit');
  const settled = [
    [times[0], 'access_entry_default'],
    [times[1], 'access_entry_2026_11'],
    [times[2], 'access_entry_2026_12'],
  ];
  expect(await places()).toEqual([...settled, [early, 'access_entry_default']]);
  await migrate(url('migrate'), migrations, new Date('2026-12-31T12:00:00Z'));
  expect(await places()).toEqual([...settled, [early, 'access_entry_2027_02']]);
  expect(await partitionsOf('access_entry')).toEqual(['2026_11', '2026_12', '2027_01', '2027_02', 'default']);
});

test('months made later are no drift', async () => {
  expect(await missingSql(url('migrate'), audit.entities)).toBe('');
});
