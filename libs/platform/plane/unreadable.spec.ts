// SPDX-License-Identifier: EUPL-1.2
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import Fastify from 'fastify';
import { namesOneHost, refuseAddress, refuseConnection, refuseExpectation } from './unreadable.ts';

const server = Fastify({
  clientErrorHandler: refuseConnection,
  frameworkErrors: refuseAddress,
  requestTimeout: 300,
  http: { headersTimeout: 200, connectionsCheckingInterval: 50 },
});
server.server.on('checkExpectation', refuseExpectation);
server.get('/groups/:id', () => ({}));
server.post('/groups/:id', () => ({}));
let port: number;
beforeAll(async () => {
  await server.listen({ port: 0, host: '127.0.0.1' });
  port = (server.server.address() as { port: number }).port;
});
afterAll(() => server.close());

const answerTo = (bytes: string): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => (heard += chunk.toString()));
    socket.on('error', () => undefined).on('close', () => resolve(heard));
  });

test.each([
  [
    'an address that cannot be decoded',
    'GET /groups/%zzsecret HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
    400,
    'request.malformed',
  ],
  ['what is no HTTP', 'secret\r\n\r\n', 400, 'request.malformed'],
  [
    'headers without end',
    `GET / HTTP/1.1\r\nhost: a\r\nsecret: ${'x'.repeat(20_000)}\r\n\r\n`,
    431,
    'request.too-large',
  ],
  [
    'a body that never ends',
    'POST /groups/1 HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\nsecret',
    408,
    'request.too-slow',
  ],
  [
    'an expectation nobody meets',
    'GET /groups/1 HTTP/1.1\r\nhost: a\r\nexpect: secret\r\n\r\n',
    417,
    'request.malformed',
  ],
])('%s is refused with a problem document that repeats nothing of it', async (_, bytes, status, code) => {
  const answer = await answerTo(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer).toMatch(/content-type: application\/problem\+json; charset=utf-8/i);
  const { traceId, ...problem } = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, code, type: `https://handslag.org/problems/${code}` });
  expect(answer.toLowerCase()).toContain(`x-request-id: ${String(traceId)}`);
  expect(answer).not.toContain('secret');
});

test('a call names its host once', () => {
  const call = (...rawHeaders: string[]) => namesOneHost({ rawHeaders } as IncomingMessage);
  expect(call('Host', 'a', 'x', 'host')).toBe(true);
  expect(call('Host', 'a', 'host', 'b')).toBe(false);
  expect(call('x', 'host')).toBe(false);
});
