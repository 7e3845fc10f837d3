// SPDX-License-Identifier: EUPL-1.2
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { http } from './client.ts';
import { Problem } from './problem.ts';

type Call = { address: string; init: RequestInit & { headers: Headers } };
const real = globalThis.fetch;
let calls: Call[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  calls = [];
  answer = () => Response.json({ id: '1' });
  Object.assign(globalThis, { document: { documentElement: { lang: 'sv' } } });
  globalThis.fetch = ((address: string, init: Call['init']) => {
    calls.push({ address, init });
    return Promise.resolve(answer());
  }) as unknown as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = real;
  Reflect.deleteProperty(globalThis, 'document');
});

const problem = (status: number, body: unknown): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

describe('the client', () => {
  test('gives every POST a key, the same one when the same act is tried again', async () => {
    await http.post('/requests', { a: 1 }, { key: 'k' });
    await http.post('/requests', { a: 1 }, { key: 'k' });
    await http.post('/requests', { a: 1 });
    const keys = calls.map(({ init }) => init.headers.get('idempotency-key'));
    expect(keys.slice(0, 2)).toEqual(['k', 'k']);
    expect(keys[2]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('says how long nobody has touched the page', async () => {
    await http.get('/notices/count');
    expect(calls[0]?.init.headers.get('handslag-idle')).toMatch(/^\d+$/);
  });

  test('says which version a change was made on', async () => {
    await http.patch('/groups/1', {}, { version: 7 });
    expect(calls[0]?.init.headers.get('if-match')).toBe('"v7"');
  });

  test('sends a file as it is, and leaves it to the server to see what it is', async () => {
    const file = new Blob(['x'], { type: 'image/png' });
    await http.upload('/tenant/logo', file);
    expect(calls[0]).toMatchObject({ address: '/api/v1/tenant/logo', init: { method: 'PUT', body: file } });
    expect(calls[0]?.init.headers.get('content-type')).toBe('application/octet-stream');
  });

  test('a small change outlives the page that made it; browsers take nothing large along', async () => {
    await http.get('/me');
    await http.delete('/groups/1');
    await http.post('/terms', { text: 'a' });
    await http.post('/terms', { text: 'a'.repeat(20_000) });
    await http.upload('/tenant/logo', new Blob(['x']));
    expect(calls.map(({ init }) => init.keepalive)).toEqual([false, true, true, false, false]);
  });

  test('leaves empty filters out of the address', async () => {
    await http.get('/requests', { scope: 'feed', area: undefined, state: '', limit: 20 });
    expect(calls[0]?.address).toBe('/api/v1/requests?scope=feed&limit=20');
  });

  test('reads a problem by its code, and keeps the fields it names', async () => {
    answer = () =>
      problem(422, { code: 'input.invalid', title: 'Fel', errors: [{ pointer: '/text', code: 'too-long' }] });
    await expect(http.get('/x')).rejects.toMatchObject({
      status: 422,
      code: 'input.invalid',
      errors: [{ pointer: '/text' }],
    });
  });

  test('makes a problem even of an answer that is none', async () => {
    answer = () => problem(502, '<html>Bad gateway</html>');
    await expect(http.get('/x')).rejects.toMatchObject({ status: 502, code: 'http.502' });
  });

  test('calls a lost network by its name', async () => {
    answer = () => {
      throw new TypeError('Failed to fetch');
    };
    await expect(http.get('/x')).rejects.toEqual(expect.objectContaining({ code: 'offline', status: 0 }));
    await expect(http.get('/x')).rejects.toBeInstanceOf(Problem);
  });

  test('an empty answer is no trouble', async () => {
    answer = () => new Response(null, { status: 204 });
    await expect(http.delete('/x')).resolves.toBeUndefined();
  });
});
