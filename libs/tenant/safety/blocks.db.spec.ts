// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { safety } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cia: Someone;
let group: string;

beforeAll(async () => {
  await place.open([safety]);
  town = await place.tenant('helsingborg');
});
afterAll(() => place.close());
beforeEach(async () => {
  [anna, bo, cia] = (await Promise.all(['Anna', 'Bo', 'Cia'].map((name) => place.person(town, name)))) as [
    Someone,
    Someone,
    Someone,
  ];
  group = await place.group(town, 'Söder', [anna, bo, cia]);
});

const list = async (who: Someone, scope: string): Promise<string[]> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', `/requests?limit=100&scope=${scope}`)).items.map(({ id }: Body) => id);
const audience = async (who: Someone): Promise<number> =>
  (await place.ok(who, 'POST', '/requests/audience', { groupIds: [group], serviceType: 'practical' })).people;
const offerOf = async (who: Someone, id: string): Promise<string> =>
  (await place.ok(who, 'POST', `/requests/${id}/offers`, { note: 'Jag kan' })).offer.id;

const without = (answer: { statusCode: number; json: () => Body }) => ({
  ...answer.json(),
  status: answer.statusCode,
  traceId: '',
});

test('what the one who blocks asks for is to the other like what somebody else has taken', async () => {
  const { id: blocked } = await place.ask(anna, [group]);
  await place.ok(anna, 'POST', '/blocks', { offerId: await offerOf(bo, blocked) });
  const { id: hidden } = await place.ask(anna, [group]);
  const { id: taken } = await place.ask(anna, [group], { matching: 'first-come' });
  await place.ok(cia, 'POST', `/requests/${taken}/offers`, {});

  const answers = async (id: string) => {
    const found = [];
    for (const [method, path] of [
      ['GET', `/requests/${id}`],
      ['POST', `/requests/${id}/offers`],
      ['GET', `/requests/${id}/offers`],
      ['GET', `/requests/${id}/access-entries`],
    ] as const)
      found.push(without(await place.call(bo, method, path, method === 'POST' ? {} : undefined)));
    return JSON.stringify(found).replaceAll(id, 'ID');
  };
  expect(await answers(hidden)).toBe(await answers(taken));
  for (const scope of ['feed', 'mine']) {
    expect(await list(bo, scope)).not.toContain(hidden);
    expect(await list(bo, scope)).not.toContain(taken);
  }
  expect(await list(cia, 'feed')).toContain(hidden);
});

test('of what the other has offered to before, nothing changes for them, and the asker does not see it', async () => {
  const { id } = await place.ask(anna, [group]);
  const { id: twin } = await place.ask(cia, [group]);
  const offerId = await offerOf(bo, id);
  await offerOf(bo, twin);
  const theirs = async (of: string) => {
    const { number: _, ...seen } = await place.ok<Body>(bo, 'GET', `/requests/${of}`);
    const again = without(await place.call(bo, 'POST', `/requests/${of}/offers`, {}));
    return JSON.stringify([{ ...seen, myOffer: { ...seen.myOffer, id: '' } }, again]).replaceAll(of, 'ID');
  };
  const before = await theirs(id);
  await place.ok(anna, 'POST', '/blocks', { offerId });
  expect(await theirs(id)).toBe(before);
  expect(await theirs(id)).toBe(await theirs(twin));
  expect(await list(bo, 'mine')).toEqual(expect.arrayContaining([id, twin]));

  expect((await place.ok(anna, 'GET', `/requests/${id}/offers`)).items).toEqual([]);
  expect((await place.ok(anna, 'GET', `/requests/${id}`)).offers).toBe(0);
  expect((await place.call(anna, 'POST', `/requests/${id}/offers/${offerId}/acceptance`)).statusCode).toBe(404);
  await place.ok(anna, 'POST', `/requests/${id}/offers/${await offerOf(cia, id)}/acceptance`);
  expect((await place.ok(bo, 'GET', `/requests/${id}`)).myOffer.state).toBe('declined');
});

test('whoever comes first no longer helps with what they have once helped with, and waits like others', async () => {
  const { id } = await place.ask(anna, [group], { matching: 'first-come' });
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  await place.ok(anna, 'POST', `/agreements/${agreementId}/failure`, { code: 'asker-prevented' });
  const { matching, version } = await place.ok(bo, 'GET', `/requests/${id}`);
  expect(matching).toBe('asker-chooses');
  const change = { matching: 'first-come' };
  await place.ok(anna, 'PATCH', `/requests/${id}`, change, { 'if-match': `"v${version}"` });
  expect(await place.ok(bo, 'POST', `/requests/${id}/offers`, {})).toMatchObject({
    offer: { state: 'waiting' },
    agreementId: null,
  });
});

test('whoever blocks does not meet the other in the feed, and takes back what they offered; the other counts them as before', async () => {
  const { id } = await place.ask(bo, [group]);
  const own = await place.ask(anna, [group]);
  await offerOf(anna, id);
  expect([await audience(anna), await audience(bo), await audience(cia)]).toEqual([2, 2, 2]);
  await place.ok(anna, 'POST', '/blocks', { offerId: await offerOf(bo, own.id) });
  expect([await audience(anna), await audience(bo), await audience(cia)]).toEqual([1, 2, 2]);
  expect((await place.ok(bo, 'GET', `/requests/${id}/offers`)).items).toEqual([]);
  const later = await place.ask(bo, [group]);
  for (const one of [id, later.id]) {
    expect(await list(anna, 'feed')).not.toContain(one);
    expect((await place.call(anna, 'GET', `/requests/${one}`)).statusCode).toBe(200);
  }
});

test('what the organisation asks for reaches those whom its staff have blocked, and is counted so', async () => {
  const staff = await place.person(town, 'Stina', ['staff', 'member']);
  const both = await place.group(town, 'Alla', [bo, cia, staff]);
  const { id: bos } = await place.ask(bo, [both], { matching: 'first-come' });
  const { agreementId } = await place.ok(staff, 'POST', `/requests/${bos}/offers`, {});
  await place.ok(staff, 'POST', '/blocks', { agreementId });
  const body = { groupIds: [both], serviceType: 'practical' };
  expect((await place.ok(staff, 'POST', '/requests/audience', body)).people).toBe(2);
  const { id } = await place.ask(staff, [both]);
  expect(await list(bo, 'feed')).toContain(id);
  const { offer } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  expect((await place.ok(staff, 'GET', `/requests/${id}/offers`)).items).toMatchObject([{ id: offer.id }]);
  expect((await place.call(staff, 'POST', '/blocks', { offerId: offer.id })).statusCode).toBe(404);
});

test('only the one who blocks knows; they see what is still agreed, and can take it back', async () => {
  const { id } = await place.ask(anna, [group], { matching: 'first-come' });
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  const { items } = await place.ok(anna, 'GET', '/blocks');
  expect(items).toMatchObject([{ displayName: 'Bo', way: 'agreement', agreementIds: [agreementId] }]);
  expect((await place.ok(bo, 'GET', '/blocks')).items).toEqual([]);
  const blockId = items[0].id as string;
  expect((await place.call(bo, 'DELETE', `/blocks/${blockId}`)).statusCode).toBe(404);
  // What was agreed stands for the other, who notices nothing, until it is ended the ordinary way.
  expect((await place.ok(bo, 'GET', `/agreements/${agreementId}`)).can.start).toBe(true);
  await place.ok(anna, 'POST', `/agreements/${agreementId}/failure`, { code: 'asker-prevented' });
  expect((await place.ok(anna, 'GET', '/blocks')).items[0].agreementIds).toEqual([]);
  const later = await place.ask(anna, [group]);
  expect((await place.call(bo, 'GET', `/requests/${later.id}`)).statusCode).toBe(404);
  await place.ok(anna, 'DELETE', `/blocks/${blockId}`);
  expect((await place.call(bo, 'GET', `/requests/${later.id}`)).statusCode).toBe(200);
  expect(await audience(anna)).toBe(2);
});

test('those who work here, and strangers, cannot be blocked; whoever leaves is nobody’s any more', async () => {
  const worker = await place.person(town, 'David', ['coordinator']);
  const staff = await place.group(town, 'Personal', [anna, worker]);
  const { id } = await place.ask(anna, [staff]);
  const offerId = await offerOf(worker, id);
  expect((await place.call(anna, 'POST', '/blocks', { offerId })).json()).toMatchObject({ code: 'block.works-here' });
  expect((await place.call(bo, 'POST', '/blocks', { offerId })).statusCode).toBe(404);
  expect((await place.call(anna, 'POST', '/blocks', {})).statusCode).toBe(400);
  const mine = await place.ask(anna, [group]);
  await place.ok(anna, 'POST', '/blocks', { offerId: await offerOf(bo, mine.id) });
  await place.ok(bo, 'DELETE', '/me');
  expect((await place.ok(anna, 'GET', '/blocks')).items).toEqual([]);
});
