// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { RememberedAnswer } from '#platform/http';
import { testDatabase, type TestDatabase } from '#testing';
import { ForgetAnswersJob } from './forget-answers.job.ts';
import { InProcessHints } from './hints.ts';
import { Jobs } from './jobs.ts';

let database: TestDatabase;
let town: TenantId;
let club: TenantId;
beforeAll(async () => {
  database = await testDatabase([]);
  town = await database.addTenant('town');
  club = await database.addTenant('club');
});
afterAll(() => database.close());

const remember = (tenant: TenantId, key: string, at: Date) =>
  database.scope.run(tenant, async (em) => {
    em.create(RememberedAnswer, { key, question: 'q', status: 201, body: null, at });
    await em.flush();
  });
const kept = (tenant: TenantId) =>
  database.scope.run(tenant, async (em) => (await em.find(RememberedAnswer, {})).map(({ key }) => key).sort());

test('what a POST was answered is forgotten after a day, in each tenant, and not before', async () => {
  let now = Date.parse('2026-11-20T12:00:00Z');
  const hoursAgo = (hours: number) => new Date(now - hours * 3_600_000);
  await remember(town, 'a day and an hour', hoursAgo(25));
  await remember(town, 'nearly a day', hoursAgo(23));
  await remember(club, 'two days', hoursAgo(48));
  const hints = new InProcessHints();
  const clock = { now: () => new Date(now) };
  const jobs = new Jobs(hints, database.directory, database.scope, clock, { works: true, sweepEveryMs: 0 });
  new ForgetAnswersJob(database.scope, database.orm.em, jobs, clock).onModuleInit();
  await hints.consume((hint) => jobs.work(hint));
  const sweep = async () => {
    await jobs.sweep();
    return hints.drain();
  };
  expect(await sweep()).toBe(2);
  expect(await kept(town)).toEqual(['nearly a day']);
  expect(await kept(club)).toEqual([]);
  expect(await sweep()).toBe(0);
  now += 3_600_000;
  expect(await sweep()).toBe(1);
  expect(await kept(town)).toEqual([]);
});
