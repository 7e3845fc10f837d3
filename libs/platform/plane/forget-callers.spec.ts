// SPDX-License-Identifier: EUPL-1.2
import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import type { HandslagRequest } from '#platform/http';
import { forgetCallers } from './forget-callers.ts';

let plane: FastifyInstance;
let asked: HandslagRequest;
/** Resolves when the call is being worked on, to what answers it. */
let begun: Promise<() => void>;
/** Resolves when the hook has run. */
let over: Promise<void>;

beforeEach(async () => {
  plane = Fastify();
  forgetCallers(plane);
  over = new Promise((resolve) =>
    plane.addHook('onResponse', (_request, _reply, done) => {
      done();
      resolve();
    }),
  );
  begun = new Promise((begin) =>
    plane.get('/held', async (request: HandslagRequest) => {
      request.handslag = {};
      asked = request;
      await new Promise<void>((answer) => begin(answer));
      return {};
    }),
  );
  await plane.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => plane.close());

function ask() {
  const call = get({ port: (plane.server.address() as AddressInfo).port, path: '/held' });
  call.on('error', () => undefined);
  return call;
}

test('who has their answer is forgotten', async () => {
  const call = ask();
  (await begun)();
  const [response] = (await once(call, 'response')) as [{ resume(): void }];
  response.resume();
  await over;
  expect(asked.handslag).toBeUndefined();
});

test('who has gone away is known to what still works for them', async () => {
  const call = ask();
  const answer = await begun;
  const gone = once(asked.raw.socket, 'close');
  call.destroy();
  await gone;
  expect(asked.handslag).toEqual({});
  answer();
});
