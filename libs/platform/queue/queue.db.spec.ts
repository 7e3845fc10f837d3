// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import type { TenantId } from '#kernel';
import { testDatabase, type TestDatabase } from '#testing';
import { BullHints, Jobs, ScopedJob, type Hint, type Job } from './index.ts';

let database: TestDatabase;
const clock = { now: () => new Date() };
let hints: BullHints;
let tenant: TenantId;
const worked: Hint[] = [];

const until = async (condition: () => boolean): Promise<void> => {
  const patience = performance.now() + 30_000;
  while (!condition()) {
    if (performance.now() > patience) throw new Error('Waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
const asSuperuser = async <Row extends object>(sql: string): Promise<Row[]> => {
  const client = new Client({ connectionString: database.urls.queue.replace(/\/\/[^@]+@/, '//postgres:test@') });
  await client.connect();
  return client
    .query<Row>(sql)
    .then(
      ({ rows }) => rows,
      (error: unknown) => Promise.reject(error as Error),
    )
    .finally(() => client.end());
};

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await testDatabase([]);
  tenant = await database.addTenant('town');
  hints = new BullHints({ postgresUrl: database.urls.queue });
  await hints.consume((hint) => {
    worked.push(hint);
    return Promise.resolve();
  });
});
afterAll(async () => {
  await hints.close();
  await database.close();
});

test('a hint reaches the worker, and nothing but ids is in the queue', async () => {
  await hints.add({ job: 'test.look', tenant, id: 'one' });
  await until(() => worked.length === 1);
  expect(worked[0]).toEqual({ job: 'test.look', tenant, id: 'one' });
});

test('a hint may wait, and the same one waits only once', async () => {
  worked.length = 0;
  const hint = { job: 'test.once', tenant, id: 'two' };
  for (let n = 0; n < 3; n += 1) await hints.add(hint, { once: true, delayMs: 200 });
  await until(() => worked.length > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(worked).toEqual([hint]);
  // Once it is done it may be hinted at again.
  await hints.add(hint, { once: true });
  await until(() => worked.length === 2);
});

test('whoever listens to the queue’s database hears that there is work, and nothing of whose', async () => {
  const listener = new Client({ connectionString: database.urls.queue });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ channel, payload = '' }) => heard.push(`${channel} ${payload}`));
  await listener.query('listen bullmq_jobs');
  await listener.query('listen bullmq_events');
  worked.length = 0;
  await hints.add({ job: 'test.secret', tenant, id: 'four' });
  await until(() => worked.length === 1 && heard.length > 0);
  await listener.end();
  expect(new Set(heard)).toEqual(new Set(['bullmq_jobs handslag', 'bullmq_events handslag']));
});

/** Until they are heard to be gone, each connection that was cut may be taken for good once. */
async function addInTheEnd(hint: Hint, tries = 10): Promise<void> {
  try {
    await hints.add(hint);
  } catch (error) {
    if (tries === 1) throw error;
    await addInTheEnd(hint, tries - 1);
  }
}

test('when the database cuts every connection of the queue the process lives on and the next hints arrive', async () => {
  worked.length = 0;
  for (let cut = 0; cut < 3; cut += 1) {
    await asSuperuser(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'handslag_queue'`);
    await addInTheEnd({ job: 'test.after-cut', tenant, id: String(cut) });
    await until(() => worked.some(({ id }) => id === String(cut)));
  }
});

class Count extends ScopedJob {
  readonly name = 'test.count';
  readonly counted: string[] = [];
  waiting = ['a', 'b'];
  readonly due: Job['due'] = () => Promise.resolve(this.waiting);
  protected work(id: string): Promise<void> {
    if (id === 'bad') throw new TypeError('no');
    this.counted.push(id);
    this.waiting = this.waiting.filter((one) => one !== id);
    return Promise.resolve();
  }
}

test('the sweep finds what no hint has reached; a job that throws harms nobody', async () => {
  const own = new BullHints({ postgresUrl: database.urls.queue, queue: 'sweep' });
  const jobs = new Jobs(own, database.directory, database.scope, clock, { works: true, sweepEveryMs: 50 });
  const count = new Count(database.scope);
  count.waiting = ['a', 'bad', 'b'];
  jobs.register(count);
  expect(() => jobs.register(count)).toThrow('Two jobs');
  await jobs.onApplicationBootstrap();
  await until(() => count.counted.length >= 2);
  expect(new Set(count.counted)).toEqual(new Set(['a', 'b']));
  await jobs.beforeApplicationShutdown();
});

test('a job that cannot say what waits keeps no other from saying so, whatever it did to the transaction', async () => {
  const given: Hint[] = [];
  const heard = {
    add: (hint: Hint) => Promise.resolve(void given.push(hint)),
    consume: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const jobs = new Jobs(heard, database.directory, database.scope, clock, { works: true, sweepEveryMs: 0 });
  const [before, after] = [new Count(database.scope), new Count(database.scope)];
  const broken = Object.assign(new Count(database.scope), { due: 'select 1 / 0 as id' });
  const whole = Object.assign(new Count(database.scope), {
    due: `select 'w' as id where :now > '2026-01-01'::timestamptz`,
  });
  const silent = Object.assign(new Count(database.scope), { due: () => Promise.reject(new Error('no')) });
  const all = { before, broken, whole, silent, after };
  for (const [name, job] of Object.entries(all)) jobs.register(Object.assign(job, { name }));
  await jobs.sweep();
  expect(given.map(({ job, id }) => `${job} ${id}`)).toEqual(['before a', 'before b', 'whole w', 'after a', 'after b']);
});

test('without a database a hint is only lost, never an error for whoever gave it', async () => {
  const nowhere = new BullHints({ postgresUrl: 'postgres://nobody:none@127.0.0.1:1/none' });
  const jobs = new Jobs(nowhere, database.directory, database.scope, clock, { works: true, sweepEveryMs: 0 });
  await expect(jobs.hint({ job: 'test.look', tenant, id: 'x' })).resolves.toBeUndefined();
  await jobs.onApplicationBootstrap();
  await jobs.beforeApplicationShutdown();
});
