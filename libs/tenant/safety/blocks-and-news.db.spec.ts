// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
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
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  cia = await place.person(town, 'Cia');
  group = await place.group(town, 'Söder', [anna, bo, cia]);
});

const offer = (who: Someone, id: string) => place.ok(who, 'POST', `/requests/${id}/offers`, {});
const feed = async (who: Someone): Promise<string[]> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', '/requests?limit=100&scope=feed')).items.map(({ id }: Body) => id);
const toldOf = async (who: Someone, kinds: readonly string[]): Promise<string[]> => {
  await place.hints.drain();
  const { items } = await place.ok<{ items: Body[] }>(who, 'GET', '/notices?limit=100');
  return items.filter((one: Body) => kinds.includes(one.kind)).map(({ subjectId }: Body) => subjectId);
};
/** Told that somebody asks, in their turn or not. */
const met = ['request.asked', 'request.new'];
/** The asker blocks whoever offered; what they met in is over. */
const block = async (asker: Someone, helper: Someone): Promise<void> => {
  const { id } = await place.ask(asker, [group]);
  await place.ok(asker, 'POST', '/blocks', { offerId: (await offer(helper, id)).offer.id });
  await place.ok(asker, 'POST', `/requests/${id}/withdraw`);
};

test('of a request exactly those are told whose feeds show it, whoever of the two has blocked the other', async () => {
  await block(anna, bo);
  const { id: annas } = await place.ask(anna, [group]);
  const { id: bos } = await place.ask(bo, [group]);
  expect((await toldOf(cia, met)).sort()).toEqual([annas, bos].sort());
  expect(await toldOf(bo, met)).toEqual([]);
  expect(await toldOf(anna, met)).toEqual([]);
  for (const who of [anna, bo, cia])
    expect((await toldOf(who, met)).sort()).toEqual(
      (await feed(who)).filter((id) => id === annas || id === bos).sort(),
    );
});

test('open again, it is told to the blocked who offered before: their feed shows it as ever', async () => {
  const { id } = await place.ask(anna, [group], { matching: 'first-come' });
  const { agreementId } = await offer(bo, id);
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  expect(await toldOf(bo, met)).toEqual([]);
  await place.ok(anna, 'POST', `/agreements/${agreementId}/failure`, { code: 'asker-prevented' });
  expect(await feed(bo)).toContain(id);
  expect(await toldOf(bo, met)).toEqual([id]);
});

test('what the organisation asks for is told to those whom its staff have blocked', async () => {
  const staff = await place.person(town, 'Stina', ['staff', 'member']);
  const both = await place.group(town, 'Alla', [bo, cia, staff]);
  const { id: bos } = await place.ask(bo, [both], { matching: 'first-come' });
  const { agreementId } = await offer(staff, bos);
  await place.ok(staff, 'POST', '/blocks', { agreementId });
  const { id } = await place.ask(staff, [both]);
  expect(await toldOf(bo, met)).toContain(id);
  await offer(bo, id);
  expect(await toldOf(staff, ['request.offered'])).toEqual([id]);
});

test('a block takes what either no longer meets from their news, like what is taken; what was offered to stays', async () => {
  const { id: offered } = await place.ask(anna, [group]);
  const { id: unmet } = await place.ask(anna, [group]);
  const { id: taken } = await place.ask(anna, [group], { matching: 'first-come' });
  const { id: bos } = await place.ask(bo, [group]);
  expect((await toldOf(bo, met)).sort()).toEqual([offered, unmet, taken].sort());
  expect(await toldOf(anna, met)).toEqual([bos]);
  await offer(cia, taken);
  await place.ok(anna, 'POST', '/blocks', { offerId: (await offer(bo, offered)).offer.id });
  expect(await toldOf(bo, met)).toEqual([offered]);
  expect(await toldOf(anna, met)).toEqual([]);
  expect((await toldOf(cia, met)).sort()).toEqual([offered, unmet, bos].sort());
});

test('an offer of the blocked is told to nobody, and is no agreement; anybody else’s is', async () => {
  const unseen = async () => {
    await place.hints.drain();
    return (await place.ok(anna, 'GET', '/notices/count')).unseen as number;
  };
  const { id } = await place.ask(anna, [group], { matching: 'first-come' });
  const { agreementId } = await offer(bo, id);
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  await place.ok(anna, 'POST', `/agreements/${agreementId}/failure`, { code: 'asker-prevented' });
  const before = await unseen();
  expect(await offer(bo, id)).toMatchObject({ offer: { state: 'waiting' }, agreementId: null });
  expect(await unseen()).toBe(before);
  await offer(cia, id);
  expect(await toldOf(anna, ['request.offered'])).toEqual([id]);
});

test('to the asker a request stays unanswered when only the blocked have offered', async () => {
  await place.group(town, 'Grannarna', [], { leaders: [anna] });
  const waits = async () => {
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    return (await place.ok<{ items: Body[] }>(anna, 'GET', '/waiting')).items;
  };
  const { id } = await place.ask(anna, [group]);
  await place.ok(anna, 'POST', '/blocks', { offerId: (await offer(bo, id)).offer.id });
  place.clock.wait(25);
  const [before] = await waits();
  expect(before).toMatchObject({ kind: 'unanswered', count: 1, id });
  expect((await place.ok(anna, 'GET', `/requests/${id}`)).offers).toBe(0);
  await offer(cia, id);
  expect(await waits()).toEqual([]);
});
