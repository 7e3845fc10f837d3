// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { placeInFeed } from '#tenant/fairness';
import { Person } from '#tenant/people';
import { RequestEvents } from '#tenant/requests';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let klara: Someone;
let helpers: Someone[];
let south: string;
const path = (id: string, rest = '') => `/requests/${id}${rest}`;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  klara = await place.person(town, 'Klara Samordnare', ['coordinator']);
  helpers = [];
  for (let n = 0; n < 40; n += 1) helpers.push(await place.person(town, `Hjälpare ${n}`));
  south = await place.group(town, 'Söder', [anna, ...helpers]);
});
afterAll(() => place.close());

const idsIn = (page: Body): string[] => page.items.map(({ id }: Body) => id);
const meets = async (who: Someone, id: string): Promise<boolean> => {
  const inFeed = idsIn(await place.ok(who, 'GET', '/requests?limit=100')).includes(id);
  expect((await place.call(who, 'GET', path(id))).statusCode).toBe(inFeed ? 200 : 404);
  return inFeed;
};
/** Whose turn it is or was. */
async function asked(id: string): Promise<Someone[]> {
  const found: Someone[] = [];
  for (const one of helpers) if ((await place.ok(one, 'GET', path(id))).asked) found.push(one);
  return found;
}
/** The clock goes on, and the background work does what is due. */
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}

describe('helpers are asked in turn', () => {
  test('twelve at a time, each once, and the job may run as often as it likes; everybody may read', async () => {
    const told: string[] = [];
    place.app.get(RequestEvents).listen({
      asked: ({ helperIds }) => {
        told.push(...helperIds);
        return Promise.resolve();
      },
    });
    const { id } = await place.ask(anna, [south]);
    expect(await meets(helpers[39] as Someone, id)).toBe(true);
    const first = await asked(id);
    expect(first).toHaveLength(12);
    await wait(1);
    expect(await asked(id)).toEqual(first);
    await wait(1);
    await wait(0);
    const second = await asked(id);
    expect(second).toHaveLength(24);
    expect(second).toEqual(expect.arrayContaining(first));
    await wait(2);
    await wait(2);
    await wait(9);
    expect(await asked(id)).toHaveLength(40);
    expect(told.sort()).toEqual(helpers.map((one) => one.id as string).sort());
    expect((await place.ok(anna, 'GET', path(id))).asked).toBe(false);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('whoever did not get to help before, and was asked least, comes before the others', async () => {
    const { id: before } = await place.ask(anna, [south], { matching: 'first-come' });
    const [busy, ...others] = await asked(before);
    await place.ok(busy as Someone, 'POST', path(before, '/offers'));
    const { id } = await place.ask(anna, [south]);
    const next = await asked(id);
    expect(next).toHaveLength(12);
    expect(next).not.toContain(busy);
    expect(next.some((one) => others.includes(one))).toBe(false);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('what is wanted within hours all are asked for at once; with enough offers nobody else is', async () => {
    const urgent = await place.ask(anna, [south], { from: place.clock.in(3) });
    expect(await asked(urgent.id)).toHaveLength(40);
    await place.ok(anna, 'POST', path(urgent.id, '/withdraw'));

    const { id } = await place.ask(anna, [south]);
    const [first] = await asked(id);
    await place.ok(first as Someone, 'POST', path(id, '/offers'));
    await wait(5);
    expect(await asked(id)).toHaveLength(12);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  test('the numbers shown before are those who read it, who are asked first, and the coordinators', async () => {
    const body = { groupIds: [south], serviceType: 'practical' };
    const told = await place.ok(anna, 'POST', '/requests/audience', body);
    expect(told).toMatchObject({ people: 40, first: 12, coordinators: 1 });
    const { id } = await place.ask(anna, [south]);
    expect(await asked(id)).toHaveLength(told.first);
    expect(await isInList(id)).toBe(false);
    await wait(25);
    const readers: Someone[] = [];
    for (const one of helpers) if (await meets(one, id)) readers.push(one);
    expect(readers).toHaveLength(told.people);
    expect(await isInList(id)).toBe(true);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });

  const isInList = async (id: string) => {
    const found = (await place.ok(klara, 'GET', '/requests/unanswered?limit=100')).items;
    const listed = found.some(({ request }: Body) => request.id === id);
    expect((await place.call(klara, 'GET', path(id))).statusCode).toBe(listed ? 200 : 404);
    return listed;
  };
});

describe('what nobody answers for a day', () => {
  test('the coordinators see it, and ask the next group with one click; a resident may not', async () => {
    const [newcomer] = [await place.person(town, 'Nykomling')];
    const north = await place.group(town, 'Norr', [newcomer]);
    const { id } = await place.ask(anna, [south]);
    expect((await place.call(klara, 'POST', path(id, '/broadening'), { groupId: north })).statusCode).toBe(404);
    await wait(25);
    const { items } = await place.ok(klara, 'GET', '/requests/unanswered?limit=100');
    const [item] = items.filter(({ request }: Body) => request.id === id);
    expect(item).toMatchObject({
      request: { can: { broaden: true, withdraw: false, viewOffers: false }, onBehalf: null, mine: false },
      next: { id: north, name: 'Norr', people: 1 },
    });
    expect(JSON.stringify(item)).not.toMatch(/Asplund/);
    expect((await place.call(anna, 'GET', '/requests/unanswered')).statusCode).toBe(403);
    expect((await place.call(anna, 'POST', path(id, '/broadening'), { groupId: north })).statusCode).toBe(403);
    expect(await meets(newcomer, id)).toBe(false);
    const broadened = await place.ok(klara, 'POST', path(id, '/broadening'), { groupId: north });
    expect(broadened.groups).toEqual([]);
    expect(await meets(newcomer, id)).toBe(true);
    const again = await place.call(klara, 'POST', path(id, '/broadening'), { groupId: north });
    expect(again.json()).toMatchObject({ code: 'request.group-does-not-help' });
    expect((await place.ok(anna, 'GET', path(id))).groups.map(({ name }: Body) => name)).toEqual(['Söder', 'Norr']);

    await place.ok(newcomer, 'POST', path(id, '/offers'));
    expect((await place.call(klara, 'GET', path(id))).statusCode).toBe(404);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
  });
});

describe('the order of the feed', () => {
  test('is what the rule says, whoever asks in whatever words, page by page', async () => {
    const hanna = await place.person(town, 'Hanna Hemma');
    await place.database.scope.run(town, async (em) => {
      (await em.findOneOrFail(Person, { id: hanna.id })).change({ area: 'Söder' });
    });
    const polite = await place.person(town, 'Aurora von Artig');
    const curt = await place.person(town, 'Öl', ['resident']);
    const group = await place.group(town, 'Få', [hanna, polite, curt]);
    const shape = fc.record({
      polite: fc.boolean(),
      area: fc.constantFrom('Söder', 'Norr', undefined),
      inHours: fc.option(fc.integer({ min: 2, max: 400 }), { nil: undefined }),
      later: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 3, maxLength: 9 }), async (shapes) => {
        const asked: { id: string; place: string }[] = [];
        for (const one of shapes) {
          place.clock.wait(one.later);
          const postedAt = place.clock.now();
          const from = one.inHours === undefined ? undefined : place.clock.in(one.inHours);
          const { id } = await place.ask(one.polite ? polite : curt, [group], {
            text: one.polite ? 'Snälla, om det inte är till besvär' : 'Skotta.',
            area: one.area,
            from,
            expiresAt: place.clock.in(500),
          });
          const need = { postedAt, from: from ? new Date(from) : null, area: one.area ?? null };
          asked.push({ id, place: placeInFeed(need, 'Söder').toISOString() });
        }
        const expected = asked.sort((a, b) => (a.place + a.id < b.place + b.id ? -1 : 1)).map(({ id }) => id);
        const seen: string[] = [];
        for (let cursor: string | null = ''; cursor !== null;) {
          const page: Body = await place.ok(hanna, 'GET', `/requests?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
          seen.push(...idsIn(page));
          cursor = page.next;
        }
        expect(seen).toEqual(expected);
        for (const { id } of asked) {
          const poster = (await place.call(polite, 'GET', path(id))).json().mine ? polite : curt;
          await place.ok(poster, 'POST', path(id, '/withdraw'));
        }
      }),
      { numRuns: 6 },
    );
  });
});

describe('a group that has had its share', () => {
  test('leaves what others could take until the day before; what only it could take it takes', async () => {
    const [runner, neighbour] = [await place.person(town, 'Löpare'), await place.person(town, 'Granne')];
    const club = await place.group(town, 'Klubben', [anna, runner]);
    const street = await place.group(town, 'Gatan', [anna, neighbour]);
    const version = (await place.ok(klara, 'GET', `/groups/${club}`)).version as number;
    const refused = await place.call(anna, 'PATCH', `/groups/${club}`, { share: 50 }, { 'if-match': `"v${version}"` });
    expect(refused.statusCode).toBe(403);
    await place.ok(klara, 'PATCH', `/groups/${club}`, { share: 50 }, { 'if-match': `"v${version}"` });
    for (let n = 0; n < 6; n += 1) {
      const { id } = await place.ask(anna, [club], { matching: 'first-come' });
      await place.ok(runner, 'POST', path(id, '/offers'));
    }
    const wanted = await place.ask(anna, [club, street], { matching: 'first-come', from: place.clock.in(72) });
    const card = await place.ok(runner, 'GET', path(wanted.id));
    expect(card).toMatchObject({ keptUntil: place.clock.in(48), can: { offer: false } });
    expect(await place.ok(neighbour, 'GET', path(wanted.id))).toMatchObject({ keptUntil: null, can: { offer: true } });
    expect((await place.call(runner, 'POST', path(wanted.id, '/offers'))).json()).toMatchObject({
      status: 409,
      code: 'request.kept-for-others',
    });
    const alone = await place.ask(anna, [club], { matching: 'first-come', from: place.clock.in(72) });
    await place.ok(runner, 'POST', path(alone.id, '/offers'));
    place.clock.wait(48);
    expect(await place.ok(runner, 'GET', path(wanted.id))).toMatchObject({ keptUntil: null, can: { offer: true } });
    await place.ok(runner, 'POST', path(wanted.id, '/offers'));
  });
});
