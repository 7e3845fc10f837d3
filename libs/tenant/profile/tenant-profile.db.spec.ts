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

const change = async (fields: object, by = admin) => {
  const { version } = (await anybody('club').call('GET', '/tenant')).body;
  return by.call('PATCH', '/tenant', fields, { 'if-match': `"v${version}"` });
};

test('an administrator changes it, nobody else', async () => {
  const changes = {
    name: 'Klubben',
    colour: '#A3004B',
    phone: '042-10 00 00',
    email: 'info@klubben.example',
    areas: ['Norr'],
    about: null,
  };
  expect((await change(changes)).body).toMatchObject({
    ...changes,
    colour: '#a3004b',
    version: 2,
  });
  const coordinator = await house.somebody('club', ['coordinator']);
  expect((await change(changes, coordinator)).status).toBe(403);
  expect((await change(changes, anybody('club'))).status).toBe(401);
  for (const wrong of [
    { colour: 'red' },
    { areas: ['A', 'A'] },
    { phone: 'ring oss' },
    { kind: 'municipality' },
    { name: '' },
  ]) {
    expect((await change(wrong)).status).toBe(400);
  }
});

test('an administrator says which of the usual asks are shown, and in what order; none is an answer, too', async () => {
  const shown = async (tenant = 'club') => (await anybody(tenant).call('GET', '/tenant')).body.usualAsks;
  const all = ['doctor', 'shopping', 'walk', 'snow', 'firewood', 'books', 'form', 'coffee'];
  expect([await shown(), await shown('town')]).toEqual([all, all]);
  const chosen = ['coffee', 'books', 'doctor'];
  expect((await change({ usualAsks: chosen })).body.usualAsks).toEqual(chosen);
  expect([await shown(), await shown('town')]).toEqual([chosen, all]);
  for (const wrong of [['coffee', 'coffee'], ['gardening'], 'coffee', [null]])
    expect((await change({ usualAsks: wrong })).status).toBe(400);
  const coordinator = await house.somebody('club', ['coordinator']);
  expect((await change({ usualAsks: all }, coordinator)).status).toBe(403);
  expect(await shown()).toEqual(chosen);
  expect((await change({ usualAsks: [] })).body.usualAsks).toEqual([]);
});

test('what two administrators change at once is not lost: the later one is told, and nothing happens', async () => {
  const { version, about } = (await anybody('club').call('GET', '/tenant')).body;
  const put = (text: string, headers: Record<string, string>) =>
    admin.call('PATCH', '/tenant', { about: text }, headers);
  expect((await put('Utan', {})).status).toBe(428);
  expect((await put('Gammal', { 'if-match': `"v${version - 1}"` })).status).toBe(412);
  expect((await anybody('club').call('GET', '/tenant')).body).toMatchObject({ version, about });
  expect((await put('Ny', { 'if-match': `"v${version}"` })).body).toMatchObject({ version: version + 1, about: 'Ny' });
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
