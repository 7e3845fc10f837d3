// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import type { TenantId } from '#kernel';
import { testDatabase, type TestDatabase } from '#testing';
import { TenantDirectory } from './tenant-directory.ts';

let database: TestDatabase;
let directory: TenantDirectory;
let town: TenantId;
let now = 0;
/** How often the rows themselves were fetched, and how often anything was asked. */
let fetched: number;
let asked: number;

const hosts = async () => (await directory.all()).map(({ host }) => host).sort();

beforeAll(async () => {
  database = await testDatabase([]);
  town = await database.addTenant('town');
});
afterAll(() => database.close());
beforeEach(() => {
  [fetched, asked] = [0, 0];
  const query = (text: string, values?: unknown[]) => {
    asked += 1;
    if (text.startsWith('select id')) fetched += 1;
    return database.platform.query(text, values);
  };
  directory = new TenantDirectory({ query } as Pick<Pool, 'query'>, () => now);
});

test('a directory that has not changed is not fetched again, and one that has is', async () => {
  await directory.all();
  now += 10_001;
  expect([await hosts(), fetched, asked]).toEqual([['town.localhost'], 1, 3]);
  await database.addTenant('village');
  expect(await hosts()).toEqual(['town.localhost']);
  now += 10_001;
  expect([await hosts(), fetched]).toEqual([['town.localhost', 'village.localhost'], 2]);
  await database.platform.query(`update tenant set host = 'hamlet.localhost' where host = 'village.localhost'`);
  now += 10_001;
  expect([await hosts(), fetched]).toEqual([['hamlet.localhost', 'town.localhost'], 3]);
  await database.platform.query(`delete from tenant where host = 'hamlet.localhost'`);
  now += 10_001;
  expect([await hosts(), fetched]).toEqual([['town.localhost'], 4]);
});

test('whoever asks while it is being read hears the same, and it is read once', async () => {
  const all = await Promise.all(Array.from({ length: 50 }, () => directory.byId(town)));
  expect([new Set(all).size, asked]).toEqual([1, 2]);
});

test('what was begun before a change is not remembered after it', async () => {
  const before = directory.all();
  await directory.add({
    id: '5d3f8c8e-6f0e-4b52-9d62-0c9f6f6f0a11' as TenantId,
    host: 'new.localhost',
    origin: 'http://new.localhost',
    kind: 'association',
  });
  await before;
  expect(await hosts()).toContain('new.localhost');
});

test('when it cannot be read, the next who asks tries again', async () => {
  let away = true;
  const query = (text: string) => (away ? Promise.reject(new Error('away')) : database.platform.query(text));
  directory = new TenantDirectory({ query } as Pick<Pool, 'query'>, () => now);
  await expect(directory.all()).rejects.toThrow('away');
  away = false;
  expect(await hosts()).toContain('town.localhost');
});
