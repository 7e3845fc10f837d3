// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { GroupMember } from '#tenant/groups';
import { Block } from '#tenant/people';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let leader: Someone;
let klara: Someone;
let staff: Someone;
let outside: Someone;
let pool: Someone[];
let care: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  leader = await place.person(town, 'Lena Ledare');
  klara = await place.person(town, 'Klara Samordnare', ['coordinator']);
  staff = await place.person(town, 'Stina Personal', ['staff']);
  outside = await place.person(town, 'Utanför');
  pool = [];
  for (let n = 0; n < 12; n += 1) pool.push(await place.person(town, `Vikarie ${n}`));
  care = await place.group(town, 'Vårdpoolen', pool, { leaders: [leader] });
  await place.group(town, 'Trädgårdspoolen', [outside]);
});
afterAll(() => place.close());

const path = (id: string, rest = '') => `/requests/${id}${rest}`;
const nth = (n: number) => pool[n] as Someone;
const say = (who: Someone, from: number, to: number) =>
  place.ok(who, 'POST', '/me/availability', { from: place.clock.in(from), to: place.clock.in(to) });
const look = (who: Someone, from = 72, to = 80, places = 2) =>
  place.call(who, 'GET', `/groups/${care}/pool?from=${place.clock.in(from)}&to=${place.clock.in(to)}&places=${places}`);
const fields = (more: object = {}) => ({
  serviceType: 'staffing',
  text: 'Kvällspasset på Solgården',
  groupIds: [care],
  from: place.clock.in(72),
  to: place.clock.in(80),
  headCount: 2,
  matching: 'first-come',
  invites: 5,
  send: true,
  ...more,
});
const plan = (who: Someone = leader, more: object = {}): Promise<Body> =>
  place.ok(who, 'POST', '/requests', fields(more));
/** Nobody answers in the same millisecond as another, unless they are asked to. */
const yes = (who: Someone, id: string): Promise<Body> => {
  place.clock.wait(0.01);
  return place.ok(who, 'POST', path(id, '/offers'));
};
const seen = (who: Someone, id: string): Promise<Body> => place.ok(who, 'GET', path(id));
const stepBack = (who: Someone, agreementId: string) =>
  place.ok(who, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
const told = async (who: Someone): Promise<string[]> =>
  (await place.ok(who, 'GET', '/notices?limit=100')).items.map(({ kind }: Body) => kind);
async function work(hours = 0): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}
async function invited(id: string): Promise<Someone[]> {
  const found: Someone[] = [];
  for (const one of pool) if ((await seen(one, id)).asked) found.push(one);
  return found;
}
const namesIn = (body: unknown) => pool.filter((_, n) => JSON.stringify(body).includes(`Vikarie ${n}`)).length;

describe('the pool', () => {
  test('says how many can and how many to invite, and never who, to whoever plans there', async () => {
    await say(nth(0), 70, 90);
    await say(nth(1), 72, 80);
    await say(nth(2), 40, 48);
    await say(nth(3), 72, 79);
    // Of another pool, and no concern of this one.
    await say(outside, 70, 90);
    const answer = await look(leader);
    expect(answer.json()).toEqual({ people: 12, can: 2, cannot: 2, unsaid: 8, invites: 5, why: 'too-few-can' });
    for (const one of [klara, staff]) expect((await look(one)).json<Body>()).toMatchObject({ can: 2, cannot: 2 });
    expect((await look(leader, 72, 80, 1)).json()).toMatchObject({ invites: 2, why: 'enough-can' });
    for (const one of [nth(0), outside]) expect((await look(one)).json<Body>().code).toBe('request.shift-not-yours');
    expect((await look(leader, 80, 72)).json<Body>().code).toBe('request.ends-before-it-begins');
    const ever = `/groups/${care}/pool?from=0001-01-01T00:00:00Z&to=9999-12-31T23:59:59Z&places=1`;
    expect(await place.ok(leader, 'GET', ever)).toMatchObject({ people: 12, can: 0, cannot: 4 });
  });

  test('those are invited first who have said that they can, and last who have said other times', async () => {
    const { id, shift } = await plan(leader, { headCount: 1, invites: 2 });
    expect(shift).toEqual({ filled: 0, standIns: 0, invited: 2, unanswered: 2 });
    expect(new Set(await invited(id))).toEqual(new Set([nth(0), nth(1)]));
    await work();
    expect(await told(nth(0))).toContain('request.asked');
    for (let n = 0; n < 4; n += 1) await work(12);
    const all = await invited(id);
    expect(all).toHaveLength(10);
    expect(all).not.toContain(nth(2));
    await place.ok(leader, 'POST', path(id, '/withdraw'));
  });

  test.each([
    ['another kind of help', { serviceType: 'practical' }, '/serviceType'],
    ['a choice of the asker', { matching: 'asker-chooses' }, '/matching'],
    ['no beginning', { from: undefined }, '/from'],
    ['no end', { to: undefined }, '/to'],
    ['quiet', { quiet: true }, '/quiet'],
    ['fewer invited than places', { invites: 1 }, '/invites'],
  ])('with %s it is no shift', async (_, more, pointer) => {
    const answer = await place.call(leader, 'POST', '/requests', fields(more));
    expect(answer.json<Body>()).toMatchObject({ code: 'request.not-a-shift', errors: [{ pointer }] });
  });

  test('only whoever plans there asks for a shift', async () => {
    for (const one of [nth(0), outside]) {
      const answer = await place.call(one, 'POST', '/requests', fields());
      expect(answer.json<Body>().code).toBe('request.shift-not-yours');
    }
  });
});

describe('places and those who stand in', () => {
  test('the first get the places, later ones stand in by turn and move up, and nobody hears who said nothing', async () => {
    const { id } = await plan();
    await work();
    const [one, two, three, four] = await invited(id);
    const first = await yes(one!, id);
    await yes(two!, id);
    expect(await seen(leader, id)).toMatchObject({
      state: 'agreed',
      shift: { filled: 2, standIns: 0, invited: 5, unanswered: 3 },
    });
    for (const late of [three!, four!]) {
      expect(await seen(late, id)).toMatchObject({ state: 'agreed', can: { offer: true }, standIn: null });
      expect((await yes(late, id)).agreementId).toBeNull();
    }
    expect((await seen(three!, id)).standIn).toBe(1);
    expect((await seen(four!, id)).standIn).toBe(2);
    expect(await told(leader)).not.toContain('request.offered');
    expect(await told(four!)).not.toContain('request.closed');

    await stepBack(one!, first.agreementId);
    expect(await seen(three!, id)).toMatchObject({ standIn: null, agreementId: first.agreementId });
    expect(await told(three!)).toContain('agreement.made');
    expect((await seen(four!, id)).standIn).toBe(1);
    expect(await told(four!)).not.toContain('request.closed');
    expect(await seen(leader, id)).toMatchObject({
      state: 'agreed',
      shift: { filled: 2, standIns: 1, invited: 5, unanswered: 1 },
    });
    // Whoever stepped back and says yes once more stands last.
    expect((await yes(one!, id)).agreementId).toBeNull();
    expect((await seen(one!, id)).standIn).toBe(2);

    // Who stands in may leave the line, and those behind move up.
    await place.ok(four!, 'DELETE', path(id, `/offers/${(await seen(four!, id)).myOffer.id}`));
    expect((await seen(one!, id)).standIn).toBe(1);
    // Four and whoever never answered are nowhere on the leader's pages.
    const pages = [await seen(leader, id), await place.ok(leader, 'GET', path(id, '/offers'))];
    expect(namesIn(pages)).toBeLessThanOrEqual(4);
    expect(JSON.stringify(pages)).not.toContain(four!.id);

    await place.ok(leader, 'POST', `/agreements/${first.agreementId}/start`);
    expect(await told(one!)).toContain('request.closed');
    expect((await place.call(four!, 'POST', path(id, '/offers'))).json<Body>().code).toBe('request.taken');
  });

  test('an only helper who steps back leaves the place to whoever stands in, by a new agreement', async () => {
    const { id } = await plan(klara, { headCount: 1, invites: 3 });
    const [one, two] = await invited(id);
    const { agreementId } = await yes(one!, id);
    await yes(two!, id);
    await stepBack(one!, agreementId);
    const now = await seen(two!, id);
    expect(now).toMatchObject({ state: 'agreed', standIn: null });
    expect(now.agreementId).not.toBe(agreementId);
    expect(await told(two!)).toContain('agreement.made');
    // What the asker calls off nobody moves up to.
    await yes(one!, id);
    await place.ok(klara, 'POST', `/agreements/${now.agreementId}/failure`, { code: 'asker-prevented' });
    expect((await seen(one!, id)).agreementId).toBeNull();
  });

  test('who is in the group no longer, or has been blocked since, is passed over', async () => {
    const { id } = await plan(leader, { headCount: 1, invites: 12 });
    const [one, gone, blocked, good] = pool as [Someone, Someone, Someone, Someone];
    const { agreementId } = await yes(one, id);
    for (const late of [gone, blocked, good]) await yes(late, id);
    await place.database.scope.run(town, async (em) => {
      await em.nativeDelete(GroupMember, { personId: gone.id });
      em.create(Block, { blockerId: leader.id, blockedId: blocked.id, way: 'offer', at: place.clock.now() });
      await em.flush();
    });
    await stepBack(one, agreementId);
    expect((await seen(good, id)).agreementId).not.toBeNull();
    expect((await seen(blocked, id)).agreementId).toBeNull();
  });

  test('of many who say yes at once exactly as many get a place as there are, and the others a turn each', async () => {
    const { id } = await plan(klara, { invites: 12 });
    const asking = pool.slice(3, 9);
    const answers = await Promise.all(asking.map((one) => yes(one, id)));
    expect(answers.filter(({ agreementId }) => agreementId)).toHaveLength(2);
    const turns = await Promise.all(asking.map(async (one) => (await seen(one, id)).standIn as number | null));
    expect(turns.filter((turn) => turn !== null).sort()).toEqual([1, 2, 3, 4]);
  });

  test('when its time is over nobody stands in any more', async () => {
    const { id } = await plan(klara, { headCount: 1, invites: 12 });
    await yes(nth(5), id);
    await work(81);
    expect((await place.call(nth(6), 'POST', path(id, '/offers'))).json<Body>().code).toBe('request.taken');
  });
});
