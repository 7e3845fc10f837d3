// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Request, RequestProtection } from '#tenant/requests';
import { safety } from '#tenant/safety';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { series } from './index.ts';

const place = new Place();
let town: TenantId;
let leader: Someone;
let anna: Someone;
let bo: Someone;
let cia: Someone;
let group: string;

beforeAll(async () => {
  await place.open([series, safety]);
  town = await place.tenant('helsingborg');
  leader = await place.person(town, 'Lena Ledare');
});
afterAll(() => place.close());
beforeEach(async () => {
  [anna, bo, cia] = (await Promise.all(['Anna', 'Bo', 'Cia'].map((name) => place.person(town, name)))) as [
    Someone,
    Someone,
    Someone,
  ];
  group = await place.group(town, 'Söder', [anna, bo, cia], { leaders: [leader] });
});

const dayMs = 86_400_000;
const inDays = (days: number): string =>
  new Date(place.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10);
/** The clock goes on, and the background work does what is due. */
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}

/** Agreed on by both, for ten days from now and every week after. */
async function running(more: object = {}, plan: object = {}): Promise<string> {
  const { id } = await place.ask(anna, [group], {
    matching: 'first-come',
    details: { contactName: 'Anna', place: 'Gatan 1' },
    ...more,
  });
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  await place.ok(bo, 'POST', `/agreements/${agreementId}/completion`);
  await place.ok(anna, 'POST', `/agreements/${agreementId}/confirmation`);
  for (const who of [anna, bo]) await place.ok(who, 'PUT', `/agreements/${agreementId}/again`);
  const body = { rhythm: 'weekly', firstOn: inDays(10), time: '10:00', lasts: 90, until: inDays(60), ...plan };
  const made = await place.ok(bo, 'POST', `/agreements/${agreementId}/series`, body);
  await place.ok(anna, 'POST', `/series/${made.id}/acceptance`);
  return made.id;
}
const seen = (who: Someone, id: string) => place.ok<Body>(who, 'GET', `/series/${id}`);
const first = async (who: Someone, id: string): Promise<Body> => (await seen(who, id)).occasions[0];
const at = (id: string, day: string, rest: string) => `/series/${id}/occasions/${day}/${rest}`;
const feed = async (who: Someone): Promise<string[]> =>
  (await place.ok(who, 'GET', '/requests?limit=100')).items.map(({ id }: Body) => id);
const news = async (who: Someone): Promise<string[]> =>
  (await place.ok(who, 'GET', '/notices?limit=100')).items.map(({ kind }: Body) => kind);

test('a week ahead it is a request and an agreement like any other, with the same helper, and nobody else is asked', async () => {
  const id = await running();
  const [day] = [inDays(10)];
  expect(await first(anna, id)).toMatchObject({ day, state: 'planned', agreementId: null });
  await wait(2 * 24);
  expect(await first(anna, id)).toMatchObject({ state: 'planned' });
  await wait(24 + 1);
  const made = await first(anna, id);
  expect(made).toMatchObject({ day, state: 'made' });
  const agreement = await place.ok<Body>(bo, 'GET', `/agreements/${made.agreementId}`);
  expect(agreement).toMatchObject({
    state: 'agreed',
    askerName: 'Anna',
    helpers: [{ displayName: 'Bo' }],
    details: { contactName: 'Anna', place: 'Gatan 1' },
    request: { text: 'Skotta snö', from: made.from, to: made.to, state: 'agreed' },
  });
  expect(new Date(made.to).getTime() - new Date(made.from).getTime()).toBe(90 * 60_000);
  expect(new Date(made.from).toLocaleTimeString('sv', { timeZone: 'Europe/Stockholm' })).toBe('10:00:00');
  expect(await feed(cia)).not.toContain(agreement.request.id);
  expect((await place.call(cia, 'GET', `/requests/${agreement.request.id}`)).statusCode).toBe(404);
  expect(await news(cia)).toEqual([]);
  expect(await news(bo)).toContain('agreement.made');
  // Part of a series: the wish is not asked for anew, and the way leads there.
  expect(await place.ok(bo, 'GET', `/agreements/${made.agreementId}/again`)).toMatchObject({ seriesId: id });
  // Once, however often the job runs.
  await wait(0);
  await wait(1);
  expect((await seen(anna, id)).occasions.map(({ state }: Body) => state).slice(0, 2)).toEqual(['made', 'planned']);
  await wait(7 * 24);
  expect((await first(anna, id)).state).toBe('made');
});

test('a time that is left out is not made, and can be taken up again until then', async () => {
  const id = await running();
  const day = inDays(10);
  const skipped = await place.ok<Body>(bo, 'PUT', at(id, day, 'skip'));
  expect(skipped.occasions[0]).toMatchObject({ state: 'skipped', can: { takeUp: true, skip: false } });
  expect(await news(anna)).toContain('series.changed');
  expect((await place.ok<Body>(anna, 'DELETE', at(id, day, 'skip'))).occasions[0]).toMatchObject({ state: 'planned' });
  await place.ok(bo, 'PUT', at(id, day, 'skip'));
  await wait(4 * 24);
  expect(await first(anna, id)).toMatchObject({ state: 'skipped', can: { takeUp: false } });
  expect((await place.call(anna, 'DELETE', at(id, day, 'skip'))).json()).toMatchObject({
    code: 'series.occasion-settled',
  });
  expect((await place.call(anna, 'PUT', at(id, inDays(1), 'skip'))).statusCode).toBe(404);
});

test('one that is made is called off for both', async () => {
  const id = await running({}, { firstOn: inDays(3) });
  await wait(0);
  const { day, agreementId } = await first(anna, id);
  expect((await place.ok<Body>(bo, 'PUT', at(id, day, 'skip'))).occasions[0]).toMatchObject({ state: 'skipped' });
  expect(await place.ok(anna, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'failed',
    request: { state: 'withdrawn' },
  });
  expect(await news(anna)).toContain('agreement.failed');
});

test.each([
  ['openly', false],
  ['in quiet', true],
])('handed over when it is made, others are asked %s, and the helper is not asked once more', async (_, quiet) => {
  const id = await running({}, { firstOn: inDays(3) });
  await wait(0);
  const { day, agreementId } = await first(anna, id);
  const { request } = await place.ok<Body>(anna, 'GET', `/agreements/${agreementId}`);
  const view = await place.ok<Body>(anna, 'POST', at(id, day, 'others'), { quiet });
  expect(view.occasions[0]).toMatchObject({ state: 'others', requestId: request.id, agreementId: null });
  expect((await first(bo, id)).requestId).toBeNull();
  await wait(0);
  expect(await place.ok(anna, 'GET', `/requests/${request.id}`)).toMatchObject({ state: 'open', quiet });
  expect(await place.ok(cia, 'GET', `/requests/${request.id}`)).toMatchObject({ asked: true });
  expect(await place.ok(bo, 'GET', `/requests/${request.id}`)).toMatchObject({ asked: false });
  const offer = await place.ok<Body>(cia, 'POST', `/requests/${request.id}/offers`, {});
  await place.ok(anna, 'POST', `/requests/${request.id}/offers/${offer.offer.id}/acceptance`);
  // The next time it is the two again.
  await wait(4 * 24);
  expect(await first(bo, id)).toMatchObject({ state: 'made' });
});

test('handed over before it is made, it is asked of others when it would have been made; a helper cannot choose how', async () => {
  const id = await running({ quiet: false });
  const day = inDays(10);
  await place.ok(bo, 'POST', at(id, day, 'others'), { quiet: true });
  expect(await first(anna, id)).toMatchObject({ state: 'others', requestId: null, can: { takeUp: true } });
  await wait(4 * 24);
  const { requestId } = await first(anna, id);
  expect(await place.ok(anna, 'GET', `/requests/${requestId}`)).toMatchObject({ state: 'open', quiet: false });
  expect(await feed(cia)).toContain(requestId);
});

test('whoever lacks what is demanded that day does not come: others are asked', async () => {
  const id = await running();
  const administrator = await place.person(town, 'Adam', ['administrator']);
  await place.ok(administrator, 'PUT', `/groups/${group}/requirements`, {
    items: [{ serviceType: 'practical', purpose: 'help', kind: 'interview' }],
  });
  await wait(4 * 24);
  const { state, requestId } = await first(anna, id);
  expect(state).toBe('others');
  expect(await place.ok(anna, 'GET', `/requests/${requestId}`)).toMatchObject({ state: 'open', agreementId: null });
});

test('an asker who is in the group no longer asks nobody', async () => {
  const id = await running();
  await place.ok(anna, 'DELETE', `/groups/${group}/membership`);
  await wait(4 * 24);
  expect(await first(anna, id)).toMatchObject({ state: 'missed', requestId: null });
  expect(await feed(cia)).toEqual([]);
});

test('more protection chosen since is that of each time', async () => {
  const id = await running();
  await place.ok(anna, 'PATCH', '/me', { protection: 'no-transfer' });
  await wait(4 * 24);
  const { agreementId } = await first(anna, id);
  const { request } = await place.ok<Body>(anna, 'GET', `/agreements/${agreementId}`);
  const level = await place.database.scope.run(town, async (em) =>
    place.app.get(RequestProtection).of(await em.findOneOrFail(Request, { id: request.id })),
  );
  expect(level).toBe('no-transfer');
});

test('either ends it, and the other is told that and nothing else; what is made stands', async () => {
  const id = await running({}, { firstOn: inDays(3) });
  await wait(0);
  const { agreementId } = await first(bo, id);
  const ended = await place.ok<Body>(anna, 'POST', `/series/${id}/end`);
  expect(ended).toMatchObject({ state: 'ended', occasions: [], can: { end: false, change: false } });
  const { mine: _, side: __, otherName: ___, ...toBo } = await seen(bo, id);
  expect(ended).toMatchObject(toBo);
  expect(await news(bo)).toContain('series.ended');
  expect(await news(anna)).not.toContain('series.ended');
  expect((await place.ok(bo, 'GET', '/series')).items).toEqual([]);
  expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({ state: 'agreed' });
  await wait(30 * 24);
  expect((await place.call(bo, 'PUT', at(id, inDays(3), 'skip'))).statusCode).toBe(403);
  expect((await place.call(bo, 'POST', `/series/${id}/end`)).statusCode).toBe(403);
});

test('to whoever is blocked it is ended as by an end, and nothing is made any more', async () => {
  const id = await running();
  const twin = await running();
  const { agreementId } = await seen(anna, id);
  const without = (view: Body) => JSON.stringify({ ...view, id: '', agreementId: '', version: 0 });
  await place.ok(anna, 'POST', `/series/${twin}/end`);
  await place.ok(anna, 'POST', '/blocks', { agreementId });
  expect(without(await seen(bo, id))).toBe(without(await seen(bo, twin)));
  await wait(20 * 24);
  expect((await place.ok(bo, 'GET', '/agreements?limit=100')).items).toHaveLength(2);
});

test('whoever leaves ends theirs', async () => {
  const id = await running();
  await place.ok(bo, 'DELETE', '/me');
  expect(await seen(anna, id)).toMatchObject({ state: 'ended', otherName: '' });
});

test('after a long standstill nothing is asked for that is over', async () => {
  const id = await running();
  place.clock.wait(12 * 24);
  await wait(0);
  await wait(0);
  const { items } = await place.ok<Body>(anna, 'GET', '/agreements?limit=100');
  // The first time has been and gone; the second one is made.
  expect(items).toHaveLength(2);
  expect(await first(anna, id)).toMatchObject({ state: 'made' });
});
