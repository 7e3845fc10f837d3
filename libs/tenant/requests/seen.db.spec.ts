// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { AccessLedger } from '#tenant/audit';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let klara: Someone;
let helpers: Someone[];
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  klara = await place.person(town, 'Klara Coordinator', ['coordinator']);
  helpers = [];
  for (let n = 0; n < 10; n += 1) helpers.push(await place.person(town, `Hjälpare ${n}`));
  south = await place.group(town, 'Söder', [anna, ...helpers]);
});
afterAll(() => place.close());

const path = (id: string, rest = '') => `/requests/${id}${rest}`;
const seen = (id: string, who = anna): Promise<Body> => place.ok(who, 'GET', path(id, '/seen'));
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}

test('it says how many can read it, and by role how many different people opened what, as often as they did', async () => {
  const { id } = await place.ask(anna, [south], { details: { phone: '070-111 22 33', place: 'Tallvägen 3' } });
  expect(await seen(id)).toEqual({
    reach: { people: 10, quiet: false, coordinators: false },
    roles: [],
    partners: [],
  });
  const first = place.clock.now().toISOString();
  // Looks by all kinds of people, put into the ledger as the features do.
  const looks = [
    [0, 'helper', 'contact'],
    [0, 'helper', 'place'],
    [1, 'helper', 'contact'],
    [2, 'staff', 'place'],
  ] as const;
  for (const [who, role, what] of looks)
    await place.database.scope.run(town, async (em) => {
      place.database.scope.actAs(helpers[who]!.id);
      place.app.get(AccessLedger).record({ requestId: id, role, what });
      await em.flush();
    });
  place.clock.wait(1);
  await place.database.scope.run(town, async (em) => {
    place.database.scope.actAs('partner:0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e');
    place.app.get(AccessLedger).record({ requestId: id, role: 'partner', what: 'contact' });
    await em.flush();
  });
  const { roles } = await seen(id);
  const last = place.clock.now().toISOString();
  expect(roles).toEqual([
    { role: 'partner', people: null, what: ['contact'], first: last, last },
    { role: 'helper', people: 2, what: ['contact', 'place'], first, last: first },
    { role: 'staff', people: 1, what: ['place'], first, last: first },
  ]);
  expect((await place.ok(anna, 'GET', path(id, '/access-entries'))).items).toHaveLength(looks.length + 1);
  expect(JSON.stringify(await seen(id))).not.toMatch(new RegExp(helpers.map((one) => one.id).join('|')));
  await place.ok(anna, 'POST', path(id, '/withdraw'));
  expect(await seen(id)).toMatchObject({ reach: null });
});

test('whoever it is not told to learns nothing', async () => {
  const { id } = await place.ask(anna, [south]);
  expect((await place.call(helpers[0]!, 'GET', path(id, '/seen'))).statusCode).toBe(403);
  expect((await place.call(klara, 'GET', path(id, '/seen'))).statusCode).toBe(404);
  await place.ok(anna, 'POST', path(id, '/withdraw'));
});

test('a coordinator who reads what nobody answered for a day is entered, once an hour', async () => {
  const { id } = await place.ask(anna, [south], { expiresAt: place.clock.in(200) });
  await wait(25);
  expect(await seen(id)).toMatchObject({ reach: { coordinators: true }, roles: [] });
  const entries = async () => (await place.ok(anna, 'GET', path(id, '/access-entries'))).items;
  for (let look = 0; look < 3; look += 1) {
    await place.ok(klara, 'GET', '/requests/unanswered');
    await place.ok(klara, 'GET', path(id));
  }
  expect(await entries()).toMatchObject([{ role: 'coordinator', what: 'request' }]);
  place.clock.wait(1.1);
  await place.ok(klara, 'GET', path(id));
  expect(await entries()).toHaveLength(2);
  expect((await seen(id)).roles).toMatchObject([{ role: 'coordinator', people: 1, what: ['request'] }]);
  await place.ok(anna, 'POST', path(id, '/withdraw'));
});

test('in quiet it never tells how many have been asked, looked or said "not now"', async () => {
  const { id } = await place.ask(anna, [south], { quiet: true, expiresAt: place.clock.in(200) });
  const before = JSON.stringify(await seen(id));
  expect(JSON.parse(before)).toMatchObject({ reach: { people: 10, quiet: true, coordinators: false }, roles: [] });
  let passed = 0;
  for (const helper of helpers) {
    if ((await place.call(helper, 'GET', path(id))).statusCode !== 200) continue;
    await place.ok(helper, 'POST', path(id, '/pass'));
    passed += 1;
    expect(JSON.stringify(await seen(id))).toBe(before);
  }
  expect(passed).toBeGreaterThan(3);
  await wait(48);
  expect(JSON.stringify(await seen(id))).toBe(before);
});
