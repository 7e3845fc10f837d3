// SPDX-License-Identifier: EUPL-1.2
import { once } from 'node:events';
import { request, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import type { TenantId } from '#kernel';
import { beginInTurn } from './fair-share.ts';

let plane: FastifyInstance;
let begun: string[];
let answer: (() => void)[];

beforeEach(() => {
  plane = Fastify();
  begun = [];
  answer = [];
  beginInTurn(plane, { byHost: async (host) => (host === 'nobody' ? undefined : { id: host as TenantId }) });
  plane.get('/held', async ({ host }) => {
    begun.push(host);
    await new Promise<void>((resolve) => answer.push(resolve));
    return {};
  });
  plane.get('/broken', async () => {
    throw new Error('broken');
  });
});
afterEach(() => plane.close());

const call = (host: string, url = '/held') => plane.inject({ url, headers: { host } });
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

test('of ten calls to one organisation three are begun, and one to another at once', async () => {
  const loud = Array.from({ length: 10 }, () => call('loud'));
  await quiet();
  expect(begun).toEqual(['loud', 'loud', 'loud']);
  const other = call('quiet');
  await quiet();
  expect(begun.slice(3)).toEqual(['quiet']);
  answer.shift()?.();
  await quiet();
  expect(begun.slice(4)).toEqual(['loud']);
  for (let left = 10; left > 0; left -= 1) {
    answer.splice(0).forEach((end) => end());
    await quiet();
  }
  expect((await Promise.all([...loud, other])).every(({ statusCode }) => statusCode === 200)).toBe(true);
});

test('a call that fails gives its place back', async () => {
  for (let n = 0; n < 5; n += 1) expect((await call('loud', '/broken')).statusCode).toBe(500);
  const all = [1, 2, 3].map(() => call('loud'));
  await quiet();
  expect(begun).toHaveLength(3);
  answer.forEach((end) => end());
  await Promise.all(all);
});

test('who goes away while they wait take no place with them', async () => {
  const { port } = new URL(await plane.listen({ host: '127.0.0.1', port: 0 }));
  const all = [1, 2, 3].map(() => call('loud'));
  await quiet();
  const gone = request({ host: '127.0.0.1', port, path: '/held', headers: { host: 'loud' } }).on(
    'error',
    () => undefined,
  );
  const asked = once(plane.server, 'request') as Promise<[unknown, ServerResponse]>;
  gone.end();
  const [, reply] = await asked;
  const left = once(reply, 'close');
  await quiet();
  gone.destroy();
  await left;
  answer.splice(0).forEach((end) => end());
  await Promise.all(all);
  begun.length = 0;
  const next = [1, 2, 3].map(() => call('loud'));
  await quiet();
  expect(begun).toHaveLength(3);
  answer.forEach((end) => end());
  await Promise.all(next);
});

test('who has waited for half a second is begun, whatever the others wait for', async () => {
  const all = [1, 2, 3, 4].map(() => call('loud'));
  await quiet();
  expect(begun).toHaveLength(3);
  while (begun.length < 4) await quiet();
  answer.forEach((end) => end());
  await Promise.all(all);
});

test('a call to nobody in particular waits for nobody', async () => {
  const all = Array.from({ length: 20 }, () => call('nobody'));
  await quiet();
  expect(begun).toHaveLength(20);
  answer.forEach((end) => end());
  await Promise.all(all);
});
