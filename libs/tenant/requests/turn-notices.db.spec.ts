// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let coordinator: Someone;
let outsiders: Someone[];
const path = (id: string, rest = '') => `/requests/${id}${rest}`;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  coordinator = await place.person(town, 'Klara Samordnare', ['coordinator']);
  outsiders = [anna, coordinator, await place.person(town, 'Utanför')];
});
afterAll(() => place.close());

async function people(count: number): Promise<Someone[]> {
  const found: Someone[] = [];
  for (let n = 0; n < count; n += 1) found.push(await place.person(town, `Hjälpare ${n}`));
  return found;
}
/** The clock goes on, and the background work does what is due. */
async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}
const noticesOf = async (who: Someone, id: string): Promise<string[]> =>
  (await place.ok(who, 'GET', '/notices?limit=100')).items
    .filter(({ subjectId }: Body) => subjectId === id)
    .map(({ kind }: Body) => kind);
async function those(all: readonly Someone[], suits: (one: Someone) => Promise<boolean>): Promise<string[]> {
  const found: string[] = [];
  for (const one of all) if (await suits(one)) found.push(one.id);
  return found;
}
const told = (all: readonly Someone[], id: string, kind: string) =>
  those(all, async (one) => (await noticesOf(one, id)).includes(kind));
const meet = (all: readonly Someone[], id: string) =>
  those(all, async (one) =>
    (await place.ok(one, 'GET', '/requests?limit=100')).items.some((request: Body) => request.id === id),
  );

describe('asked of everybody', () => {
  test('those whose turn it is are told so, the rest that somebody asks, and nobody both', async () => {
    const helpers = await people(20);
    const group = await place.group(town, 'Söder', [anna, ...helpers]);
    const { id } = await place.ask(anna, [group]);
    await place.hints.drain();
    const turns = () => those(helpers, async (one) => (await place.ok(one, 'GET', path(id))).asked);
    const first = await turns();
    expect(first).toHaveLength(12);
    expect(await told(helpers, id, 'request.asked')).toEqual(first);
    expect(await told(helpers, id, 'request.new')).toEqual(
      helpers.map((one) => one.id as string).filter((one) => !first.includes(one)),
    );
    expect(await told(outsiders, id, 'request.asked')).toEqual([]);

    const [seen] = helpers.filter((one) => first.includes(one.id));
    await place.ok(seen as Someone, 'POST', '/notices/seen', { until: place.clock.in(1) });
    await wait(2.1);
    expect(await told(helpers, id, 'request.asked')).toHaveLength(20);
    expect(await told(helpers, id, 'request.new')).toEqual([]);
    // Who had been asked before is not told anew.
    expect((await place.ok(seen as Someone, 'GET', '/notices/count')).unseen).toBe(0);

    await place.ok(anna, 'POST', path(id, '/withdraw'));
    for (const kind of ['request.asked', 'request.new']) expect(await told(helpers, id, kind)).toEqual([]);
  });

  test('being asked leaves the app, and that somebody asks does not, unless somebody wants it', async () => {
    const { choices } = await place.ok(anna, 'GET', '/me/notice-settings');
    expect(choices).toContainEqual({ kind: 'request.asked', channels: ['push', 'email'] });
    expect(choices).toContainEqual({ kind: 'request.new', channels: [] });
  });
});

describe('asked in quiet', () => {
  test('exactly those whose feeds show it are told, wave by wave; "not now" takes it away again', async () => {
    const helpers = await people(14);
    const everybody = [...helpers, ...outsiders];
    const group = await place.group(town, 'I stillhet', [anna, ...helpers]);
    const { id } = await place.ask(anna, [group], { quiet: true, serviceType: 'social' });
    const expectThoseWhoMeetIt = async (count: number) => {
      await place.hints.drain();
      const readers = await meet(everybody, id);
      expect(readers).toHaveLength(count);
      expect(await told(everybody, id, 'request.asked')).toEqual(readers);
      expect(await told(everybody, id, 'request.new')).toEqual([]);
      return helpers.filter((one) => readers.includes(one.id));
    };
    const first = await expectThoseWhoMeetIt(4);
    await place.ok(first[0] as Someone, 'POST', path(id, '/pass'));
    await expectThoseWhoMeetIt(3);
    for (const one of first.slice(1)) await place.ok(one, 'POST', path(id, '/pass'));
    const second = await expectThoseWhoMeetIt(4);
    expect(second.some((one) => first.includes(one))).toBe(false);
    await wait(4.1);
    await expectThoseWhoMeetIt(8);
    await place.ok(anna, 'POST', path(id, '/withdraw'));
    await expectThoseWhoMeetIt(0);
  });

  test('told again when it is open again, and to no others than before', async () => {
    const helpers = await people(9);
    const group = await place.group(town, 'Igen', [anna, ...helpers]);
    const ask = { quiet: true, serviceType: 'social', matching: 'first-come' };
    const { id } = await place.ask(anna, [group], ask);
    await place.hints.drain();
    const first = await meet(helpers, id);
    const [bo] = helpers.filter((one) => first.includes(one.id));
    const { agreementId } = await place.ok(bo as Someone, 'POST', path(id, '/offers'));
    expect(await told(helpers, id, 'request.asked')).toEqual([]);
    await place.ok(bo as Someone, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
    await place.hints.drain();
    expect(await told([...helpers, ...outsiders], id, 'request.asked')).toEqual(first);
    expect(await meet(helpers, id)).toEqual(first);
    expect(await told(helpers, id, 'request.new')).toEqual([]);
  });

  test('who lost what the group demands before the news went out is not told', async () => {
    const able = await people(3);
    const group = await place.group(town, 'Besökarna', [anna, ...able], { access: 'qualified' });
    const demands = { items: [{ serviceType: 'social', purpose: 'help', kind: 'interview' }] };
    await place.ok(coordinator, 'PUT', `/groups/${group}/requirements`, demands);
    const seenOn = place.clock.now().toISOString().slice(0, 10);
    const attested: Body[] = [];
    for (const one of able) {
      const attest = `/groups/${group}/members/${one.id}/attestations`;
      attested.push(await place.ok(coordinator, 'POST', attest, { kind: 'interview', seenOn }));
    }
    const { id } = await place.ask(anna, [group], { quiet: true, serviceType: 'social' });
    expect(await meet(able, id)).toHaveLength(3);
    const attestationId = attested[0]?.items[0].attestation.id as string;
    await place.ok(coordinator, 'POST', `/attestations/${attestationId}/withdrawal`, { reason: 'mistake' });
    await place.hints.drain();
    expect(await told(able, id, 'request.asked')).toEqual(able.slice(1).map((one) => one.id));
    expect(await meet(able, id)).toEqual(able.slice(1).map((one) => one.id));
  });
});
