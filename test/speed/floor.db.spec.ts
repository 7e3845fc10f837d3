// SPDX-License-Identifier: EUPL-1.2
// The floor is frozen, the schema is not: here it is seen that the one still fits the other, and does what it says.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { testDatabase, type TestDatabase } from '#testing';
import { features } from '../../apps/municipal/features.ts';
import { askers, idOf, sowRequests, sowTowns } from '../../bench/speed/sow.ts';

const floorSql = path.join(import.meta.dirname, '../../bench/floor/floor.sql');
const [town, other] = [1, 2].map((tenant) => idOf('tenant', tenant)) as [string, string];
const helper = idOf('person', `1-${askers + 1}`);
const asker = idOf('person', '1-1');
let database: TestDatabase;
const clients: Client[] = [];
let app: Client;

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  clients.push(client);
  return client;
}

beforeAll(async () => {
  database = await testDatabase([...features]);
  const owner = await connect(database.urls.migrate);
  await owner.query(readFileSync(floorSql, 'utf8'));
  const soil = { owner, platform: await connect(database.urls.platform), port: 4100 };
  await sowTowns(soil, [
    { tenant: 1, persons: 16 },
    { tenant: 2, persons: 16 },
  ]);
  await sowRequests(soil, { from: 1, to: 150, inTenant: 1 });
  app = await connect(database.urls.app);
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await database.close();
});

async function call<T>(call: string, ...values: string[]): Promise<T> {
  const places = values.map((_, at) => `$${at + 1}`).join();
  const { rows } = await app.query<{ answer: T }>(`select floor.${call}(${places}) as answer`, values);
  return rows[0]?.answer as T;
}
const feed = async (tenant: string, person: string) =>
  JSON.parse(await call<string>('feed', tenant, person)) as { id: string; state: string }[];
/** Within a transaction that one of the calls has opened for the tenant. */
const count = async (table: string, about: string) => {
  const { rows } = await app.query<{ count: number }>(
    `select count(*)::int as count from ${table} t where t.tenant_id = $1 and t.${about}`,
    [town],
  );
  return rows[0]?.count;
};

test('a page of the feed: twenty that are open, of this tenant only', async () => {
  const page = await feed(town, helper);
  expect(page).toHaveLength(20);
  expect(new Set(page.map(({ state }) => state))).toEqual(new Set(['open']));
  expect(await feed(other, helper)).toEqual([]);
});

test('whoever asks is not shown their own', async () => {
  const mine = (await feed(town, asker)).map(({ id }) => id);
  const all = (await feed(town, helper)).map(({ id }) => id);
  expect(mine).not.toEqual(all);
});

test('what is asked has its place, its turns, its notices and its link in the chain; the first one to come gets it', async () => {
  await app.query('begin');
  try {
    const made = await call<string>('create', town, asker, idOf('group', 1), 'Bära ved');
    expect(await count('request_audience', `request_id = '${made}' and t.open`)).toBe(1);
    expect(await count('request_turn', `request_id = '${made}'`)).toBe(12);
    expect(await count('notice', `subject_id = '${made}'`)).toBe(12);
    expect(await count('audit_event', `subject_id = '${made}'`)).toBe(1);
    expect(await call<string | null>('accept', town, helper, made)).not.toBeNull();
    expect(await call<string | null>('accept', town, idOf('person', '1-7'), made)).toBeNull();
    expect(await count('request_audience', `request_id = '${made}' and t.open`)).toBe(0);
    expect(await count('audit_event', `subject_id = '${made}'`)).toBe(2);
    expect(await count('agreement', `request_id = '${made}'`)).toBe(1);
  } finally {
    await app.query('rollback');
  }
});

test('nobody takes what another tenant asks', async () => {
  const [card] = await feed(town, helper);
  expect(await call<string | null>('accept', other, idOf('person', '2-7'), card?.id ?? '')).toBeNull();
});
