// SPDX-License-Identifier: EUPL-1.2
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { FederationClient, isPublicAddress } from './federation-client.ts';

const servers: Server[] = [];
const clients: FederationClient[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
afterAll(() => Promise.all(clients.map((client) => client.close())));

const client = (loopback: boolean) => {
  const made = new FederationClient({ loopback });
  clients.push(made);
  return made;
};

/** Answers every letter the same way, and gives its origin. */
const answering = (status: number, body: string, headers: Record<string, string> = {}, seen: string[] = []) =>
  new Promise<string>((resolve) => {
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url} ${request.headers.host}`);
      response.writeHead(status, headers).end(body);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1', () =>
      resolve(`http://rodakorset.localhost:${(server.address() as AddressInfo).port}`),
    );
  });
const receipt = 'aaaa.bbbb.cccc';

describe('a letter', () => {
  test('goes to the inbox of the origin and brings a receipt back', async () => {
    const seen: string[] = [];
    const origin = await answering(202, JSON.stringify({ receipt }), {}, seen);
    expect(await client(true).post(origin, 'letter')).toEqual({ outcome: 'receipt', receipt });
    expect(seen).toEqual([`POST /federation/inbox ${new URL(origin).host}`]);
  });

  test('never follows a redirect', async () => {
    const seen: string[] = [];
    const elsewhere = await answering(202, JSON.stringify({ receipt }), {}, seen);
    const origin = await answering(307, '', { location: `${elsewhere}/federation/inbox` });
    expect(await client(true).post(origin, 'letter')).toEqual({ outcome: 'unreachable', code: 'HTTP_307' });
    expect(seen).toEqual([]);
  });

  test.each([
    [409, { code: 'message.gap', lastSeq: 4 }, { outcome: 'refused', status: 409, code: 'message.gap', lastSeq: 4 }],
    [403, { code: 'grant.expired' }, { outcome: 'refused', status: 403, code: 'grant.expired' }],
    [400, '<html>', { outcome: 'refused', status: 400, code: 'message.refused' }],
    [202, { thanks: true }, { outcome: 'unreachable', code: 'NO_RECEIPT' }],
    [200, { receipt }, { outcome: 'unreachable', code: 'HTTP_200' }],
    [503, {}, { outcome: 'unreachable', code: 'HTTP_503' }],
  ])('answered %i %j is understood', async (status, body, expected) => {
    const origin = await answering(status, typeof body === 'string' ? body : JSON.stringify(body));
    expect(await client(true).post(origin, 'letter')).toEqual(expected);
  });

  test('answered with more than a receipt can be is dropped', async () => {
    const origin = await answering(202, JSON.stringify({ receipt: 'a'.repeat(100_000) }));
    expect(await client(true).post(origin, 'letter')).toMatchObject({ outcome: 'unreachable' });
  });

  test('to nobody is told as unreachable, not thrown', async () => {
    expect(await client(true).post('http://localhost:1', 'letter')).toEqual({
      outcome: 'unreachable',
      code: 'ECONNREFUSED',
    });
  });
});

describe('outside development', () => {
  test('nothing goes to this machine, to a private network, or unencrypted', async () => {
    const seen: string[] = [];
    const origin = await answering(202, JSON.stringify({ receipt }), {}, seen);
    const port = new URL(origin).port;
    for (const bad of [
      origin,
      `http://127.0.0.1:${port}`,
      `https://127.0.0.1:${port}`,
      `https://[::1]:${port}`,
      `https://localhost:${port}`,
      'https://169.254.169.254',
      'https://10.0.0.1',
    ]) {
      expect(await client(false).post(bad, 'letter')).toEqual({ outcome: 'unreachable', code: 'PRIVATE_ADDRESS' });
    }
    expect(seen).toEqual([]);
  });

  test.each(['8.8.8.8', '193.10.0.1', '2a00:1450:4001::1'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'name',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});
