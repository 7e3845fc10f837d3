// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { testDatabase, type TestDatabase } from '#testing';
import { ForgetCountsJob } from './forget-counts.job.ts';
import { InProcessHints } from './hints.ts';
import { Jobs } from './jobs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase([]);
  await database.addTenant('town');
  await database.addTenant('club');
});
afterAll(() => database.close());

const keys = async (): Promise<string[]> => {
  const { rows } = await database.platform.query<{ key: string }>('select key from rate_limit order by key');
  return rows.map(({ key }) => key);
};

test('a count is forgotten when its minute is over, and not before; looked for once in ten seconds, whatever the tenants', async () => {
  let now = Date.now();
  await database.platform.query(
    `insert into rate_limit (key, points, expire) values ('over', 3, $1), ('running', 3, $2)`,
    [now - 1000, now + 600_000],
  );
  const hints = new InProcessHints();
  const clock = { now: () => new Date(now) };
  const jobs = new Jobs(hints, database.directory, database.scope, clock, { works: true, sweepEveryMs: 0 });
  new ForgetCountsJob(jobs, database.platform, clock).onModuleInit();
  await hints.consume((hint) => jobs.work(hint));
  await jobs.sweep();
  expect(await keys()).toEqual(['over', 'running']);
  expect(await hints.drain()).toBe(1);
  expect(await keys()).toEqual(['running']);
  now += 600_001;
  await jobs.sweep();
  expect(await hints.drain()).toBe(1);
  expect(await keys()).toEqual([]);
  now += 10_000;
  await jobs.sweep();
  expect(await hints.drain()).toBe(0);
});
