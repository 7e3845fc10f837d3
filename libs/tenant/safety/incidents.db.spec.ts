// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { safety } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let coordinator: Someone;
let group: string;

beforeAll(async () => {
  await place.open([safety]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  coordinator = await place.person(town, 'David', ['coordinator']);
  group = await place.group(town, 'Söder', [anna, bo]);
});
afterAll(() => place.close());

const agreed = async (): Promise<string> => {
  const { id } = await place.ask(anna, [group], { matching: 'first-come' });
  return (await place.ok(bo, 'POST', `/requests/${id}/offers`, {})).agreementId as string;
};

describe('incidents', () => {
  const report = (who: Someone, more: object = {}) =>
    place.call(who, 'POST', '/incidents', {
      kind: 'near-miss',
      what: 'Kanariestegen vek sig',
      happenedAt: place.clock.in(-2),
      ...more,
    });

  test('the author and those who answer for the organisation read it, nobody else, and it is sealed at rest', async () => {
    const { id } = (await report(anna)).json<Body>();
    const seen = async (who: Someone) =>
      (await place.ok<{ items: Body[] }>(who, 'GET', '/incidents')).items.find((item: Body) => item.id === id);
    expect(await seen(anna)).toMatchObject({ mine: true, state: 'open', reporter: null, can: { handle: false } });
    expect(await seen(coordinator)).toMatchObject({ mine: false, reporter: 'Anna', can: { handle: true } });
    expect(await seen(bo)).toBeUndefined();
    const melhus = await place.tenant('melhus');
    expect(await seen(await place.person(melhus, 'Ola', ['administrator']))).toBeUndefined();
    const rows = await place.database.scope.run(town, () =>
      place.database.scope.rows('select i.sealed from incident i where i.tenant_id = :tenant'),
    );
    expect(JSON.stringify(rows)).not.toMatch(/Kanarie/);
  });

  test('it is handled until it is closed with what was done about it', async () => {
    const { id } = (await report(bo, { agreementId: await agreed() })).json<Body>();
    const handle = (who: Someone, body: object) => place.call(who, 'POST', `/incidents/${id}/handling`, body);
    expect((await handle(bo, { state: 'looked-at' })).statusCode).toBe(403);
    expect((await handle(anna, { state: 'looked-at' })).statusCode).toBe(403);
    expect((await handle(coordinator, { state: 'looked-at' })).json()).toMatchObject({ state: 'looked-at' });
    expect((await handle(coordinator, { state: 'closed' })).statusCode).toBe(400);
    expect((await handle(coordinator, { state: 'closed', measure: 'Ny stege' })).statusCode).toBe(200);
    expect((await handle(coordinator, { state: 'looked-at' })).json()).toMatchObject({ code: 'incident.closed' });
    const { items } = await place.ok(bo, 'GET', '/incidents?scope=mine');
    expect(items[0]).toMatchObject({ id, state: 'closed', measure: 'Ny stege' });
  });

  test('it is about nothing that its author may not see, and nothing that has not happened', async () => {
    const outside = await place.person(town, 'Utanför');
    expect((await report(outside, { agreementId: await agreed() })).statusCode).toBe(404);
    expect((await report(anna, { happenedAt: place.clock.in(2) })).json()).toMatchObject({
      code: 'incident.in-the-future',
    });
  });
});

describe('how it went', () => {
  const answer = (who: Someone, id: string, word: string) =>
    place.call(who, 'POST', `/agreements/${id}/follow-up`, { answer: word });

  test('each party is asked once, when it is done; nobody else is', async () => {
    const id = await agreed();
    expect((await answer(bo, id, 'good')).json()).toMatchObject({ code: 'follow-up.not-done' });
    await place.ok(bo, 'POST', `/agreements/${id}/completion`);
    expect(await place.ok(anna, 'GET', `/agreements/${id}/follow-up`)).toEqual({ answer: null, can: { answer: true } });
    expect((await answer(anna, id, 'good')).json()).toEqual({ answer: 'good', can: { answer: false } });
    expect((await answer(anna, id, 'bad')).json()).toMatchObject({ code: 'follow-up.answered' });
    expect((await answer(coordinator, id, 'bad')).statusCode).toBe(404);
    expect((await place.ok(bo, 'GET', `/agreements/${id}/follow-up`)).answer).toBeNull();
  });

  test('coordinators see how many, from five', async () => {
    const figures = () => place.ok(coordinator, 'GET', '/follow-ups/figures');
    expect((await place.call(anna, 'GET', '/follow-ups/figures')).statusCode).toBe(403);
    for (let told = 1; told < 5; told += 1) {
      expect((await figures()).asker.good).toBeNull();
      const id = await agreed();
      await place.ok(bo, 'POST', `/agreements/${id}/completion`);
      await answer(anna, id, 'good');
      await answer(bo, id, 'bad');
    }
    expect(await figures()).toEqual({ asker: { good: 5, bad: null }, helper: { good: null, bad: null } });
  });
});
