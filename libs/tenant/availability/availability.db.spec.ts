// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Departures } from '#tenant/people';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { Availability } from './availability.entity.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Björk');
});
afterAll(() => place.close());

const say = (who: Someone, from: number, to: number) =>
  place.call(who, 'POST', '/me/availability', { from: place.clock.in(from), to: place.clock.in(to) });
const own = async (who: Someone): Promise<Body[]> => (await place.ok(who, 'GET', '/me/availability')).items;
const kept = () => place.database.scope.run(town, (em) => em.count(Availability, {}));

describe('when one can', () => {
  test('is said, read and taken back by oneself, the first time first, and found by nobody else', async () => {
    const later = (await say(anna, 50, 54)).json<Body>();
    const sooner = (await say(anna, 20, 24)).json<Body>();
    expect(await own(anna)).toEqual([sooner, later]);
    expect(await own(bo)).toEqual([]);
    expect((await place.call(bo, 'DELETE', `/me/availability/${later.id}`)).statusCode).toBe(404);
    await place.ok(anna, 'DELETE', `/me/availability/${later.id}`);
    expect(await own(anna)).toEqual([sooner]);
    await place.ok(anna, 'DELETE', `/me/availability/${sooner.id}`);
  });

  test.each([
    ['ends before it begins', 10, 9, 'request.ends-before-it-begins'],
    ['is over', -5, -1, 'availability.over'],
    ['is longer than a week', 1, 24 * 7 + 2, 'availability.too-long'],
    ['is more than three months away', 24 * 95, 24 * 95 + 4, 'availability.too-long'],
  ])('a time that %s is refused at its field', async (_, from, to, code) => {
    const answer = await say(anna, from, to);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<Body>()).toMatchObject({ code, errors: [{ pointer: '/to' }] });
  });

  test('is no longer shown when it is over, forgotten a day later, and at once when its person leaves', async () => {
    await say(anna, 1, 3);
    await say(anna, 100, 102);
    await say(bo, 100, 102);
    place.clock.wait(4);
    expect(await own(anna)).toHaveLength(1);
    expect(await kept()).toBe(3);
    place.clock.wait(24);
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    expect(await kept()).toBe(2);
    await place.database.scope.run(town, () => place.app.get(Departures).depart(bo.id));
    expect(await kept()).toBe(1);
  });
});
