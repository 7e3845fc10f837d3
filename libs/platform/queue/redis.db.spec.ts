// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { freePort } from '#testing';
import { BullHints } from './index.ts';

const program = '/usr/bin/redis-server';
const whereRedisIs = existsSync(program) ? test : test.skip;

let server: ChildProcess | undefined;
let hints: BullHints;
const worked: string[] = [];

beforeAll(async () => {
  if (!existsSync(program)) return;
  const port = String(await freePort());
  server = spawn(program, ['--port', port, '--bind', '127.0.0.1', '--save', ''], { stdio: 'ignore' });
  hints = new BullHints({ postgresUrl: 'postgresql://nobody@127.0.0.1:1/none', redisUrl: `redis://127.0.0.1:${port}` });
  await hints.consume(({ id }) => {
    worked.push(id);
    return Promise.resolve();
  });
});
afterAll(async () => {
  await hints?.close();
  server?.kill();
});

whereRedisIs('with REDIS_URL set, hints travel through Redis and no PostgreSQL is asked', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `hint-${index}`);
  for (const id of ids) await hints.add({ job: 'test.look', tenant: 'town' as never, id });
  for (let n = 0; n < 2; n += 1)
    await hints.add({ job: 'test.look', tenant: 'town' as never, id: 'once' }, { once: true, delayMs: 200 });
  const patience = performance.now() + 20_000;
  while (worked.length < 21 && performance.now() < patience) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([...worked].sort()).toEqual([...ids, 'once'].sort());
});
