// SPDX-License-Identifier: EUPL-1.2
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fastify as makeFastify } from 'fastify';
import { serveWebApp } from './web-app.ts';

const page = '<!doctype html><title>Handslag</title>';
const script = 'export const greeting = "hej";'.repeat(100);
const folder = mkdtempSync(path.join(tmpdir(), 'handslag-web-'));
const fastify = makeFastify();

beforeAll(async () => {
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(path.join(folder, 'index.html'), page);
  for (const [name, bytes] of [
    ['app-1.js', script],
    ['app-1.js.br', brotliCompressSync(script)],
    ['small-1.js', 'export {};'],
  ] as const)
    writeFileSync(path.join(folder, 'assets', name), bytes);
  await serveWebApp(fastify, folder);
});
afterAll(async () => {
  await fastify.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => fastify.inject({ url, headers });

test('a script comes packed to whoever can unpack it, and may be kept for ever', async () => {
  const answer = await get('/assets/app-1.js', { 'accept-encoding': 'gzip, br' });
  expect(answer.headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringMatching(/javascript/),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  });
  expect(String(brotliDecompressSync(answer.rawPayload))).toBe(script);
  expect(answer.rawPayload.length).toBeLessThan(script.length / 10);
});

test('whoever cannot, and what was too small to pack, gets it as it is', async () => {
  const [plain, small] = [
    await get('/assets/app-1.js'),
    await get('/assets/small-1.js', { 'accept-encoding': 'gzip, br' }),
  ];
  expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, script]);
  expect([small.headers['content-encoding'], small.body]).toEqual([undefined, 'export {};']);
});

test('every route of the web app is the page, never from a cache; what is not a page is not', async () => {
  const answer = await get('/requests/1', { accept: 'text/html', 'accept-encoding': 'br' });
  expect([answer.statusCode, answer.body, answer.headers['cache-control']]).toEqual([200, page, 'no-cache']);
  expect((await get('/api/v1/nothing', { accept: 'text/html' })).statusCode).toBe(404);
});
