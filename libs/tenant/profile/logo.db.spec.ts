// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';
import { largestFile } from './redraw.ts';

let house: House;
let admin: Somebody;
beforeAll(async () => {
  house = await tenantHouse();
  await house.addTenant('town', 'municipality');
  await house.addTenant('club', 'association');
  admin = await house.somebody('club', ['administrator']);
});
afterAll(() => house.close());

const draw = (colour: string) =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** Sends bytes as they are. */
async function put(who: Somebody, bytes: Buffer, type = 'image/png') {
  const answer = await house.app.inject({
    method: 'PUT',
    url: '/api/v1/tenant/logo',
    headers: {
      host: 'club.localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': type,
      ...(who.id ? { 'x-test-person': who.id } : {}),
    },
    payload: bytes,
  });
  return { status: answer.statusCode, body: answer.body ? answer.json<Record<string, unknown>>() : null };
}
const tenant = async (name: string) => (await house.as(name, null).call('GET', '/tenant')).body;
const manifest = async (name: string) => JSON.parse((await fetched(name, '/manifest.webmanifest')).payload);
const fetched = (name: string, url: string, headers: Record<string, string> = {}) =>
  house.app.inject({ method: 'GET', url, headers: { host: `${name}.localhost`, ...headers } });

test('an administrator puts a logo up; whoever comes sees it in the house of that tenant only', async () => {
  const before = String((await house.as('club', null).call('GET', '/tenant')).headers['etag']);
  expect((await put(admin, await draw('#a3004b'))).status).toBe(204);
  const { logo, icon } = await tenant('club');
  expect(logo).toMatch(/^\/api\/v1\/tenant\/logo\/[\w-]{16}$/);
  expect(icon).not.toBe(logo);
  expect(await tenant('town')).toMatchObject({ logo: null, icon: null });
  expect(String((await house.as('club', null).call('GET', '/tenant')).headers['etag'])).not.toBe(before);

  const picture = await fetched('club', logo);
  expect(picture.statusCode).toBe(200);
  expect(picture.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-length': String(picture.rawPayload.length),
  });
  expect(await sharp(picture.rawPayload).metadata()).toMatchObject({ format: 'webp', width: 120, height: 120 });
  const again = await fetched('club', logo, { 'if-none-match': String(picture.headers.etag) });
  expect([again.statusCode, again.payload, again.headers['content-type']]).toEqual([304, '', undefined]);
  expect((await fetched('club', icon)).headers['content-type']).toBe('image/png');
});

test("another tenant's picture, an older one and one that never was are not there, in the same words", async () => {
  const { logo: older } = await tenant('club');
  await put(admin, await draw('#003366'));
  const { logo } = await tenant('club');
  expect(logo).not.toBe(older);
  const nothing = await fetched('club', '/api/v1/groups-that-are-no-route');
  for (const [name, url] of [
    ['town', logo],
    ['club', older],
    ['club', '/api/v1/tenant/logo/0123456789abcdef'],
    ['club', "/api/v1/tenant/logo/'%20or%201=1"],
    ['club', '/api/v1/tenant/logo/%00x'],
    ['town', '/api/v1/tenant/logo/x'],
  ]) {
    const answer = await fetched(name, url);
    expect(answer.statusCode).toBe(404);
    expect({ ...answer.json<object>(), traceId: '' }).toEqual({ ...nothing.json<object>(), traceId: '' });
    expect(Object.keys(answer.headers).sort()).toEqual(Object.keys(nothing.headers).sort());
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

test('what the bytes are decides, not what they are said to be; the refusal names the field', async () => {
  expect((await put(admin, await draw('#00ff00'), 'image/svg+xml')).status).toBe(204);
  expect((await put(admin, await draw('#00ff01'), 'application/octet-stream')).status).toBe(204);
  const { logo } = await tenant('club');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  for (const [bytes, type, code] of [
    [svg, 'image/png', 'logo.wrong-kind'],
    [Buffer.from('{}'), 'application/json', 'logo.not-a-picture'],
    [Buffer.from('Hej'), 'image/png', 'logo.not-a-picture'],
    [Buffer.alloc(largestFile + 1), 'image/png', 'logo.too-large'],
  ] as const) {
    const { status, body } = await put(admin, bytes, type);
    expect({ status, ...body }).toMatchObject({ status: 422, code, errors: [{ pointer: '/logo', code }] });
  }
  expect((await put(admin, Buffer.from('%PDF'), 'application/pdf')).body).toMatchObject({ code: 'request.media-type' });
  expect((await put(admin, Buffer.alloc(2 * largestFile + 1))).body).toMatchObject({ code: 'request.too-large' });
  expect((await tenant('club')).logo).toBe(logo);
});

test('only this route takes a large body, and a picture sent elsewhere is no input', async () => {
  const elsewhere = (bytes: number) =>
    house.app.inject({
      method: 'PATCH',
      url: '/api/v1/tenant',
      headers: {
        host: 'club.localhost',
        'x-test-person': admin.id,
        'sec-fetch-site': 'same-origin',
        'content-type': 'image/png',
        'if-match': '"v1"',
      },
      payload: Buffer.alloc(bytes),
    });
  expect((await elsewhere(65 * 1024)).statusCode).toBe(413);
  expect((await elsewhere(100)).statusCode).toBe(400);
});

test('nobody but an administrator puts a logo up or takes it down', async () => {
  const { logo } = await tenant('club');
  const picture = await draw('#111111');
  for (const role of ['coordinator', 'member', 'staff'] as const) {
    const person = await house.somebody('club', [role]);
    expect((await put(person, picture)).status).toBe(403);
    expect((await person.call('DELETE', '/tenant/logo')).status).toBe(403);
  }
  expect((await put(house.as('club', null), picture)).status).toBe(401);
  expect((await house.as('club', null).call('DELETE', '/tenant/logo')).status).toBe(401);
  expect((await tenant('club')).logo).toBe(logo);
});

test('two who put one up at once do so one after the other, and one whole logo is left', async () => {
  await admin.call('DELETE', '/tenant/logo');
  const pictures = await Promise.all(['#440000', '#004400', '#000044', '#444400', '#004444', '#440044'].map(draw));
  const answers = await Promise.all(pictures.map((picture) => put(admin, picture)));
  expect(answers.map(({ status }) => status)).toEqual(pictures.map(() => 204));
  const { logo, icon } = await tenant('club');
  const left = await Promise.all([logo, icon].map(async (url) => (await fetched('club', url)).rawPayload));
  const colours = await Promise.all(left.map(async (bytes) => (await sharp(bytes).stats()).dominant));
  expect(colours[0]).toEqual(colours[1]);
});

test('the phone installs it under the name, colour and logo of the tenant', async () => {
  const { icon } = await tenant('club');
  const answer = await fetched('club', '/manifest.webmanifest');
  expect(answer.headers).toMatchObject({
    'content-type': 'application/manifest+json; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  expect(await manifest('club')).toMatchObject({ name: 'club', short_name: 'club', start_url: '/', lang: 'sv' });
  const { icons, theme_color } = (await manifest('club')) as { icons: { src: string }[]; theme_color: string };
  expect(theme_color).toBe((await tenant('club')).colour);
  expect(icons[0]!.src).toBe(icon);
  for (const { src } of icons) expect((await fetched('club', src)).headers['content-type']).toBe('image/png');
  expect(await manifest('town')).toMatchObject({ name: 'town', icons: [{ src: '/icon-192.png' }, {}, {}, {}] });

  const tag = String(answer.headers.etag);
  expect((await fetched('club', '/manifest.webmanifest', { 'if-none-match': tag })).statusCode).toBe(304);
  await admin.call('PATCH', '/tenant', { name: 'Klubben' }, { 'if-match': '"v1"' });
  const renamed = await fetched('club', '/manifest.webmanifest', { 'if-none-match': tag });
  expect([renamed.statusCode, renamed.json<{ name: string }>().name]).toEqual([200, 'Klubben']);
  expect((await fetched('nowhere', '/manifest.webmanifest')).statusCode).toBe(404);
});

test('taken down it is gone, and the audit trail says who did what', async () => {
  const { logo } = await tenant('club');
  expect((await admin.call('DELETE', '/tenant/logo')).status).toBe(204);
  expect(await tenant('club')).toMatchObject({ logo: null, icon: null });
  expect((await fetched('club', logo)).statusCode).toBe(404);
  expect((await admin.call('DELETE', '/tenant/logo')).status).toBe(404);
  const events = await house.scope.run((await tenant('club')).id, () =>
    house.scope.rows<{ verb: string; by: string }>(
      `select verb, by from audit_event e where e.tenant_id = :tenant and e.subject_type = 'tenant' order by e.position desc`,
    ),
  );
  expect(events[0]).toEqual({ verb: 'remove-logo', by: admin.id });
  expect(events[1]!.verb).toBe('update');
});
