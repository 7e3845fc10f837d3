// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import sharp from 'sharp';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { Delivery } from './delivery.entity.ts';
import { deliveries } from './index.ts';
import { Purchase } from './purchase.entity.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cia: Someone;
let south: string;

beforeAll(async () => {
  await place.open([deliveries]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Berg');
  cia = await place.person(town, 'Cia Carlsson');
  south = await place.group(town, 'Söder', [anna, bo, cia]);
});
afterAll(() => place.close());

const order = {
  lines: [
    { what: 'Mjölk', count: 2, note: 'helst eko' },
    { what: 'Bok: 9789170000003', count: 1 },
  ],
  contactless: true,
  capOre: 25_000,
};
const card = '4111 1111 1111 1111';
const shop = (more: object = {}) => place.ask(anna, [south], { serviceType: 'delivery', text: 'Handla', ...more });
async function agreed(): Promise<{ id: string; agreementId: string }> {
  const { id } = await shop({ matching: 'first-come' });
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  return { id, agreementId };
}
const refused = async (who: Someone, method: 'POST' | 'PUT' | 'PATCH', path: string, body: object, headers = {}) => {
  const { code, errors } = (await place.call(who, method, path, body, headers)).json<Body>();
  return [code, errors?.[0]?.pointer];
};
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}
async function upload(who: Someone, id: string, bytes: Buffer): Promise<{ status: number; code?: string }> {
  const answer = await place.app.inject({
    method: 'PUT',
    url: `/api/v1/agreements/${id}/purchase/photo`,
    headers: {
      host: new URL(who.origin).host,
      origin: who.origin,
      'x-test-person': who.id,
      'content-type': 'image/jpeg',
    },
    payload: bytes,
  });
  return { status: answer.statusCode, ...(answer.body ? { code: answer.json<Body>().code as string } : {}) };
}

test('the asker writes what is to be fetched; others learn how much it is, and whoever has agreed reads it, which is noted', async () => {
  const { id } = await shop();
  const path = `/requests/${id}/delivery`;
  expect(await place.ok(anna, 'GET', path)).toMatchObject({
    lines: [],
    lineCount: 0,
    capOre: null,
    can: { change: true },
  });
  const written = await place.ok<Body>(anna, 'PUT', path, order);
  expect(written).toMatchObject({
    ...order,
    lines: [order.lines[0], { ...order.lines[1], note: null }],
    currency: 'SEK',
  });
  const toOthers = { lines: null, lineCount: 2, contactless: true, capOre: 25_000, can: { change: false } };
  expect(await place.ok(bo, 'GET', path)).toMatchObject(toOthers);
  expect((await place.call(bo, 'PUT', path, order)).statusCode).toBe(403);

  const { offer } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  expect(await place.ok(bo, 'GET', path)).toMatchObject({ lines: null });
  await place.ok(anna, 'POST', `/requests/${id}/offers/${offer.id}/acceptance`);
  expect((await place.ok<Body>(bo, 'GET', path)).lines).toHaveLength(2);
  expect((await place.call(cia, 'GET', path)).statusCode).toBe(404);
  const { items } = await place.ok<Body>(anna, 'GET', `/requests/${id}/access-entries`);
  expect(items.filter(({ what }: Body) => what === 'order')).toMatchObject([{ role: 'helper' }]);
  const rows = await place.database.scope.run(town, () =>
    place.database.scope.rows('select d.* from delivery d where d.tenant_id = :tenant'),
  );
  expect(JSON.stringify(rows)).not.toMatch(/Mjölk|eko/);

  const { agreementId } = await place.ok<Body>(anna, 'GET', `/requests/${id}`);
  await place.ok(bo, 'POST', `/agreements/${agreementId}/start`);
  expect(await refused(anna, 'PUT', path, order)).toEqual(['request.wrong-state', undefined]);
});

test('what is not about fetching has no such list', async () => {
  const { id } = await place.ask(anna, [south]);
  expect(await refused(anna, 'PUT', `/requests/${id}/delivery`, order)).toEqual(['delivery.other-kind', undefined]);
});

test('a card number is refused wherever it is typed in a delivery, and only there', async () => {
  const post = { serviceType: 'delivery', text: 'Handla', groupIds: [south], send: true };
  for (const [pointer, body] of [
    ['/text', { ...post, text: `Kortet är ${card}` }],
    ['/details/instructions', { ...post, details: { instructions: `Betala med ${card}` } }],
    ['/details/place', { ...post, details: { place: card } }],
    ['/details/contactName', { ...post, details: { contactName: card } }],
  ] as const)
    expect(await refused(anna, 'POST', '/requests', body)).toEqual(['delivery.card-number', pointer]);
  const { agreementId, id } = await agreed();
  for (const [pointer, line] of [
    ['/lines/0/what', { what: card, count: 1 }],
    ['/lines/0/note', { what: 'Mjölk', count: 1, note: card }],
  ] as const)
    expect(await refused(anna, 'PUT', `/requests/${id}/delivery`, { ...order, lines: [line] })).toEqual([
      'delivery.card-number',
      pointer,
    ]);
  for (const who of [anna, bo])
    expect(await refused(who, 'POST', `/agreements/${agreementId}/notes`, { text: `Ta mitt kort ${card}` })).toEqual([
      'delivery.card-number',
      '/text',
    ]);
  const open = await shop();
  expect(await refused(bo, 'POST', `/requests/${open.id}/offers`, { note: card })).toEqual([
    'delivery.card-number',
    '/note',
  ]);
  const changed = { text: card };
  const { version } = await place.ok<Body>(anna, 'GET', `/requests/${open.id}`);
  expect(await refused(anna, 'PATCH', `/requests/${open.id}`, changed, { 'if-match': `"v${version}"` })).toEqual([
    'delivery.card-number',
    '/text',
  ]);
  await place.ask(anna, [south], { text: `Hjälp att spärra ${card}` });
});

test('the helper tells what it cost, to the öre; more than agreed is said to both, and nothing is paid', async () => {
  const { id, agreementId } = await agreed();
  await place.ok(anna, 'PUT', `/requests/${id}/delivery`, order);
  const path = `/agreements/${agreementId}/purchase`;
  expect(await place.ok(anna, 'GET', path)).toEqual({
    costOre: null,
    currency: 'SEK',
    overCap: false,
    photo: false,
    deletedAt: null,
    can: { enter: false },
  });
  expect(await place.ok(bo, 'PUT', path, { costOre: 24_999 })).toMatchObject({ costOre: 24_999, overCap: false });
  expect(await place.ok(bo, 'PUT', path, { costOre: 25_001 })).toMatchObject({ overCap: true, can: { enter: true } });
  expect(await place.ok(anna, 'GET', path)).toMatchObject({ costOre: 25_001, overCap: true });
  expect(await refused(anna, 'PUT', path, { costOre: 1 })).toEqual(['delivery.helper-tells', undefined]);
  expect((await refused(bo, 'PUT', path, { costOre: 1.5 }))[0]).toBe('input.invalid');
  expect((await place.call(cia, 'GET', path)).statusCode).toBe(404);
});

test('a photograph is drawn anew: neither place nor camera nor anything else of the file is kept', async () => {
  const { agreementId } = await agreed();
  const marks = ['HEMLIG-KAMERA', 'HEMLIG-PLATS', 'HEMLIG-PROFIL'];
  const sent = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#fafafa' } })
    .withExif({
      IFD0: { Make: marks[0]!, ImageDescription: marks[1]! },
      IFD3: { GPSLatitude: '56/1 2/1 3/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${marks[2]}</x:xmpmeta>`)
    // Held upright: what is drawn is turned, and no mark of it is needed.
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(sent).metadata()).orientation).toBe(6);
  expect(sent.toString('latin1')).toContain(marks[0]);
  expect(await upload(anna, agreementId, sent)).toMatchObject({ status: 403 });
  expect(await upload(bo, agreementId, Buffer.concat([sent, Buffer.from('HEMLIG-SVANS')]))).toEqual({ status: 204 });
  const path = `/agreements/${agreementId}/purchase/photo`;
  for (const who of [anna, bo]) {
    const answer = await place.call(who, 'GET', path);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'no-store' });
    const { format, width, height, exif, xmp, icc, iptc } = await sharp(answer.rawPayload).metadata();
    expect({ format, width, height, exif, xmp, icc, iptc }).toEqual({ format: 'webp', width: 800, height: 1600 });
    expect(answer.rawPayload.toString('latin1')).not.toContain('HEMLIG');
  }
  expect((await place.call(cia, 'GET', path)).statusCode).toBe(404);
  const rows = await place.database.scope.run(town, () =>
    place.database.scope.rows('select p.* from purchase p where p.tenant_id = :tenant and p.has_photo'),
  );
  // Sealed at rest: not a WebP file in base64.
  expect(JSON.stringify(rows)).not.toContain('UklGR');

  expect(await upload(bo, agreementId, Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toEqual({
    status: 422,
    code: 'purchase-photo.wrong-kind',
  });
  // What is no picture is refused before it is asked what it belongs to.
  for (const [who, of] of [
    [cia, agreementId],
    [anna, agreementId],
    [bo, '7f3c2b1a-4444-4444-8444-444444444444'],
  ] as const)
    expect(await upload(who, of, Buffer.from('{"nonsense":true}'))).toEqual({
      status: 422,
      code: 'purchase-photo.not-a-picture',
    });
  await place.ok(bo, 'DELETE', path);
  expect((await place.call(anna, 'GET', path)).statusCode).toBe(404);
});

test('thirty days later nothing of order, cost or photograph is left', async () => {
  const { id, agreementId } = await agreed();
  await place.ok(anna, 'PUT', `/requests/${id}/delivery`, order);
  await place.ok(bo, 'PUT', `/agreements/${agreementId}/purchase`, { costOre: 100 });
  const receipt = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fafafa' } })
    .jpeg()
    .toBuffer();
  expect(await upload(bo, agreementId, receipt)).toEqual({ status: 204 });
  const photo = async () => (await place.call(anna, 'GET', `/agreements/${agreementId}/purchase/photo`)).statusCode;
  const left = () =>
    place.database.scope.run(town, async (em) => ({
      orders: await em.count(Delivery),
      purchases: await em.count(Purchase),
    }));
  const { orders, purchases } = await left();
  expect(Math.min(orders, purchases)).toBeGreaterThan(0);
  await wait(30 * 24 - 1);
  expect(await place.ok(anna, 'GET', `/agreements/${agreementId}/purchase`)).toMatchObject({ costOre: 100 });
  expect(await photo()).toBe(200);
  await wait(1);
  expect(await photo()).toBe(404);
  expect(await place.ok(anna, 'GET', `/agreements/${agreementId}/purchase`)).toMatchObject({ costOre: null });
  // The order goes thirty days after the request has run out.
  expect(await left()).toEqual({ orders, purchases: 0 });
  await wait(15 * 24);
  expect(await left()).toEqual({ orders: 0, purchases: 0 });
});

test('the list of a request that has been extended stays as long as the request does, and thirty days more', async () => {
  const { id } = await shop();
  const path = `/requests/${id}/delivery`;
  await place.ok(anna, 'PUT', path, order);
  const { expiresAt } = await place.ok<Body>(anna, 'GET', `/requests/${id}`);
  await wait((Date.parse(expiresAt) - place.clock.now().getTime()) / 3_600_000 + 1);
  await place.ok(anna, 'POST', `/requests/${id}/extend`, { expiresAt: place.clock.in(34 * 24) });
  // More than thirty days after it had first run out.
  await wait(32 * 24);
  expect(await place.ok(anna, 'GET', `/requests/${id}`)).toMatchObject({ state: 'open' });
  expect(await place.ok(anna, 'GET', path)).toMatchObject({ lineCount: 2, lines: [{ what: 'Mjölk' }, {}] });
  await wait(31 * 24);
  expect(await place.ok(anna, 'GET', path)).toMatchObject({ lineCount: 2 });
  await wait(2 * 24);
  expect(await place.ok(anna, 'GET', path)).toMatchObject({ lineCount: 0, lines: [] });
});

test('whoever leaves takes theirs along', async () => {
  const dora = await place.person(town, 'Dora Dahl');
  const group = await place.group(town, 'Norr', [dora, bo]);
  const { id } = await place.ask(dora, [group], { serviceType: 'delivery', text: 'Handla', matching: 'first-come' });
  await place.ok(dora, 'PUT', `/requests/${id}/delivery`, order);
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  await place.ok(bo, 'PUT', `/agreements/${agreementId}/purchase`, { costOre: 100 });
  await place.ok(dora, 'DELETE', '/me');
  expect(await place.ok(bo, 'GET', `/agreements/${agreementId}/purchase`)).toMatchObject({ costOre: null });
});
