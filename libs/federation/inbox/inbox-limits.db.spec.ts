// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '#testing';
import { InboxLimits } from './inbox-limits.ts';

let database: TestDatabase;
let limits: InboxLimits;
beforeAll(async () => {
  database = await testDatabase([]);
  limits = new InboxLimits(database.platform);
});
afterAll(() => database.close());

test('a partner that writes without end is told to wait; no other partner feels it', async () => {
  const [restless, quiet] = [randomUUID(), randomUUID()];
  expect(await limits.take(restless)).toBe(0);
  // As many as a minute allows, at once.
  await database.platform.query('update rate_limit set points = 3000');
  expect(await limits.take(restless)).toBeGreaterThan(0);
  expect(await limits.take(quiet)).toBe(0);
});

test('an address that knocks in vain is told to wait; no other address feels it', async () => {
  for (let knock = 0; knock < 3; knock += 1) await limits.knockedInVain('198.51.100.1');
  expect(await limits.waitOf('198.51.100.1')).toBe(0);
  await database.platform.query('update rate_limit set points = 120');
  await limits.knockedInVain('198.51.100.1');
  expect(await limits.waitOf('198.51.100.1')).toBeGreaterThan(0);
  expect(await limits.waitOf('198.51.100.2')).toBe(0);
});
