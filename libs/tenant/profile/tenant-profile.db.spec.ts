// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let admin: Somebody;
beforeAll(async () => {
  house = await tenantHouse();
  await house.addTenant('town', 'municipality');
  await house.addTenant('club', 'association');
  await house.database.addTenant('empty');
  admin = await house.somebody('club', ['administrator']);
});
afterAll(() => house.close());
const anybody = (tenant: string) => house.as(tenant, null);

test('anybody reads how a tenant presents itself; only an association says that the municipality does not see it', async () => {
  expect((await anybody('town').call('GET', '/tenant')).body).toMatchObject({
    name: 'town',
    kind: 'municipality',
    signIn: ['resident', 'staff'],
    noticeOfBlindness: false,
    areas: ['Centrum', 'Söder'],
    terms: { version: 0 },
    logo: null,
  });
  expect((await anybody('club').call('GET', '/tenant')).body).toMatchObject({
    kind: 'association',
    signIn: ['member'],
    noticeOfBlindness: true,
  });
  expect((await anybody('empty').call('GET', '/tenant')).status).toBe(404);
  expect((await anybody('nowhere').call('GET', '/tenant')).status).toBe(404);
});

test('an administrator changes it, nobody else', async () => {
  const changes = {
    name: 'Klubben',
    colour: '#A3004B',
    phone: '042-10 00 00',
    email: 'info@klubben.example',
    areas: ['Norr'],
    about: null,
  };
  expect((await admin.call('PATCH', '/tenant', changes)).body).toMatchObject({
    ...changes,
    colour: '#a3004b',
    version: 2,
  });
  const coordinator = await house.somebody('club', ['coordinator']);
  expect((await coordinator.call('PATCH', '/tenant', changes)).status).toBe(403);
  expect((await anybody('club').call('PATCH', '/tenant', changes)).status).toBe(401);
  for (const wrong of [
    { colour: 'red' },
    { areas: ['A', 'A'] },
    { phone: 'ring oss' },
    { kind: 'municipality' },
    { name: '' },
  ]) {
    expect((await admin.call('PATCH', '/tenant', wrong)).status).toBe(400);
  }
});

test('the style sheet may be kept for ever under its version, and is asked for anew without it', async () => {
  const first = await anybody('town').call('GET', '/theme.css');
  expect(first).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
  });
  expect(first.body).toContain('--ds-color-accent-');
  const tag = String(first.headers['etag']);
  expect(await anybody('town').call('GET', '/theme.css', undefined, { 'if-none-match': tag })).toMatchObject({
    status: 304,
    body: '',
  });
  const kept = await anybody('town').call('GET', `/theme.css?v=${tag.replaceAll('"', '')}`);
  expect(kept.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await anybody('town').call('GET', '/theme.css?v=older')).headers['cache-control']).toBe('no-cache');
  const other = await anybody('club').call('GET', '/theme.css');
  expect(other.headers['etag']).not.toBe(tag);
});

test('what anybody may read is the same, to the byte, however many people there are', async () => {
  const read = async () => {
    const answers = [];
    for (const path of ['/tenant', '/theme.css', '/manifest.webmanifest']) {
      const { status, headers, body } = await anybody('club').call('GET', path);
      answers.push([path, status, headers['content-length'], headers['etag'], body]);
    }
    return answers;
  };
  const before = await read();
  expect(before.map(([, status]) => status)).toEqual([200, 200, 200]);
  for (let number = 0; number < 3; number += 1) await house.somebody('club', ['member']);
  expect(await read()).toEqual(before);
});
