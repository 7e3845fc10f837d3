// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Group } from '#tenant/groups';
import { Block, Departures } from '#tenant/people';
import { Attestation, Requirement } from '#tenant/qualifications';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { standingOffers } from './index.ts';
import { StandingOffer } from './standing-offer.entity.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cecilia: Someone;
let klara: Someone;
let outside: Someone;
let south: string;

beforeAll(async () => {
  await place.open([standingOffers]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Björk');
  cecilia = await place.person(town, 'Cecilia Ceder');
  klara = await place.person(town, 'Klara Coordinator', ['coordinator', 'administrator']);
  outside = await place.person(town, 'Utanför');
  south = await place.group(town, 'Söder', [anna, bo, cecilia]);
});
afterAll(() => place.close());
afterEach(() =>
  place.database.scope.run(town, async (em) => {
    await em.nativeDelete(Block, {});
    await em.nativeDelete(StandingOffer, {});
  }),
);

const make = (who: Someone, fields: object = {}): Promise<Body> =>
  place.ok(who, 'POST', '/standing-offers', {
    text: 'Promenad i lugn takt',
    area: 'Söder',
    weekday: 4,
    at: '14:00',
    groupIds: [south],
    until: place.clock.in(24 * 100),
    ...fields,
  });
const refused = async (who: Someone, fields: object) =>
  (
    await place.call(who, 'POST', '/standing-offers', {
      text: 'Promenad',
      weekday: 4,
      at: '14:00',
      groupIds: [south],
      until: place.clock.in(240),
      ...fields,
    })
  ).json<Body>();
const idsOf = async (who: Someone, whose = 'others'): Promise<string[]> =>
  (await place.ok(who, 'GET', `/standing-offers?limit=100&whose=${whose}`)).items.map(({ id }: Body) => id);
const take = (who: Someone, id: string) => place.call(who, 'POST', `/standing-offers/${id}/acceptance`);
const remove = (who: Someone, id: string) => place.ok(who, 'DELETE', `/standing-offers/${id}`);
async function block(one: Someone, other: Someone): Promise<string> {
  return place.database.scope.run(town, async (em) => {
    const made = em.create(Block, { blockerId: one.id, blockedId: other.id, way: 'offer', at: place.clock.now() });
    await em.flush();
    return made.id;
  });
}

describe('who meets an offer', () => {
  test('those who may ask the group, without a name; whoever offers sees it as their own; nobody else finds it', async () => {
    const made = await make(bo);
    const [card] = (await place.ok(anna, 'GET', '/standing-offers?whose=others')).items;
    expect(card).toEqual({
      id: made.id,
      text: 'Promenad i lugn takt',
      area: 'Söder',
      weekday: 4,
      at: '14:00',
      minutes: 60,
      next: '2026-05-07T12:00:00.000Z',
      mine: false,
      own: null,
      can: { take: true, pause: false, resume: false, withdraw: false },
    });
    expect(made).toMatchObject({
      mine: true,
      own: { state: 'open', groups: [{ name: 'Söder' }], agreed: 0 },
      can: { take: false, pause: true, resume: false, withdraw: true },
    });
    for (const one of [klara, outside]) {
      expect(await idsOf(one)).toEqual([]);
      expect((await take(one, made.id)).statusCode).toBe(404);
    }
    expect(await idsOf(bo)).toEqual([]);
    expect((await take(bo, made.id)).statusCode).toBe(404);
    for (const verb of ['pause', 'resume'])
      expect((await place.call(anna, 'POST', `/standing-offers/${made.id}/${verb}`)).statusCode).toBe(404);
    expect((await place.call(anna, 'DELETE', `/standing-offers/${made.id}`)).statusCode).toBe(404);
    await remove(bo, made.id);
    expect(await idsOf(anna)).toEqual([]);
  });

  test('whoever offers is told nothing of who has looked', async () => {
    const { id } = await make(bo);
    const views = async () =>
      JSON.stringify([
        await place.ok(bo, 'GET', '/standing-offers'),
        (await place.ok(bo, 'GET', '/notices')).items,
        await place.ok(bo, 'GET', '/agreements'),
      ]);
    const before = await views();
    for (const one of [anna, cecilia]) await idsOf(one);
    expect(await views()).toBe(before);
    await remove(bo, id);
  });

  test('only as long as whoever offers helps there, and whoever looks may ask there', async () => {
    const asks = (who: 'members' | 'nobody', help: 'members' | 'nobody') => [
      { serviceType: 'social' as const, ask: who, help },
    ];
    const onlyHelp = await place.group(town, 'Hjälpare', [bo, cecilia], {
      kind: 'resource',
      rules: asks('nobody', 'members'),
    });
    const inIt = await make(bo, { groupIds: [onlyHelp] });
    expect(await idsOf(cecilia)).toEqual([]);
    const both = await place.group(town, 'Båda', [bo, anna], { rules: asks('members', 'members') });
    const shared = await make(bo, { groupIds: [both] });
    expect(await idsOf(anna)).toEqual([shared.id]);
    await place.ok(bo, 'DELETE', `/groups/${both}/membership`);
    expect(await idsOf(anna)).toEqual([]);
    expect((await take(anna, shared.id)).statusCode).toBe(404);
    for (const { id } of [inIt, shared]) await remove(bo, id);
  });

  test.each(['the one who offers', 'the one who looks'])('not when %s has blocked the other', async (who) => {
    const { id } = await make(bo);
    const [one, other] = who === 'the one who offers' ? [bo, anna] : [anna, bo];
    const blockId = await block(one, other);
    expect(await idsOf(anna)).toEqual([]);
    expect(await idsOf(cecilia)).toEqual([id]);
    const absent = await take(anna, '0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e');
    const apart = await take(anna, id);
    const bare = (body: string) => body.replace(/"traceId":"[^"]*"/, '');
    expect([apart.statusCode, bare(apart.body)]).toEqual([404, bare(absent.body)]);
    await place.database.scope.run(town, (em) => em.nativeDelete(Block, { id: blockId }));
    await remove(bo, id);
  });

  /** By every rule there is: some may ask and some help, some lack an interview, some want nothing to do with each other. */
  test('exactly those meet it whose own asking the one who offers would meet', async () => {
    const dagny = await place.person(town, 'Dagny Dal');
    const lookers = [anna, cecilia, dagny, outside];
    const holders = ['members', 'leaders', 'nobody'] as const;
    const ways = ['not', 'not', 'by them', 'by Bo'] as const;
    const interviewed = { kind: 'interview' as const, subject: '', subjectKey: '', years: null };
    const at = place.clock.now();
    await place.database.scope.run(town, async (em) => {
      const passed = { seenOn: '2026-04-01', seenById: bo.id, declarationVersion: null, acr: null, createdAt: at };
      const standing = { validTo: null, withdrawnAt: null, withdrawnById: null, withdrawnReason: null };
      for (const { id: personId } of [anna, bo])
        em.create(Attestation, { ...interviewed, ...passed, ...standing, personId });
    });
    /** Whether it still does is asked anew at each reading. */
    const interviewHolds = (validTo: Date | null) =>
      place.database.scope.run(town, (em) => em.nativeUpdate(Attestation, { personId: bo.id }, { validTo }));
    const standsIn = fc.constantFrom('none', 'member', 'leader');
    const shape = fc.record({
      bo: fc.constantFrom('member', 'leader'),
      others: fc.tuple(standsIn, standsIn, standsIn, standsIn),
      ask: fc.constantFrom(...holders),
      help: fc.constantFrom('members', 'members', 'leaders', 'nobody'),
      demand: fc.constantFrom('none', 'none', 'ask', 'help'),
    });
    const seen = { met: 0, unmet: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(shape, { minLength: 1, maxLength: 3 }),
        fc.tuple(...lookers.map(() => fc.constantFrom(...ways))),
        fc.boolean(),
        async (shapes, blocks, lapsed) => {
          await interviewHolds(null);
          const groups: string[] = [];
          for (const { bo: his, others, ask, help, demand } of shapes) {
            const standing = (which: string) => [
              ...lookers.filter((_, n) => others[n] === which),
              ...(his === which ? [bo] : []),
            ];
            const rules = [{ serviceType: 'social' as const, ask, help: help as 'members' }];
            const id = await place.group(town, 'Någon', standing('member'), { leaders: standing('leader'), rules });
            groups.push(id);
            if (demand !== 'none')
              await place.database.scope.run(town, async (em) => {
                const purpose = demand as 'ask';
                em.create(Requirement, {
                  ...interviewed,
                  groupId: id,
                  serviceType: 'social',
                  purpose,
                  validMonths: null,
                });
              });
          }
          const blockIds: string[] = [];
          for (const [n, one] of lookers.entries()) {
            if (blocks[n] === 'by them') blockIds.push(await block(one, bo));
            if (blocks[n] === 'by Bo') blockIds.push(await block(bo, one));
          }
          const made: string[] = [];
          for (const groupId of groups) {
            const body = { text: 'Promenad', weekday: 4, at: '14:00', groupIds: [groupId], until: place.clock.in(240) };
            const answer = await place.call(bo, 'POST', '/standing-offers', body);
            expect([201, 422]).toContain(answer.statusCode);
            if (answer.statusCode === 201) made.push(answer.json<Body>().id);
          }
          if (lapsed) await interviewHolds(new Date('2026-05-01'));
          for (const who of lookers) {
            const reaching: boolean[] = [];
            for (const groupId of groups) {
              const ask = { serviceType: 'social', text: 'Sällskap', groupIds: [groupId], send: true };
              const asked = await place.call(who, 'POST', '/requests', ask);
              if (asked.statusCode >= 300) continue;
              const { id } = asked.json<Body>();
              const feed = (await place.ok(bo, 'GET', '/requests?limit=100')).items as Body[];
              reaching.push(feed.some((one) => one.id === id));
              await place.ok(who, 'POST', `/requests/${id}/withdraw`);
            }
            const met = await idsOf(who);
            expect(met.length).toBe(reaching.filter(Boolean).length);
            seen[met.length > 0 ? 'met' : 'unmet'] += 1;
          }
          for (const id of made) await remove(bo, id);
          await place.database.scope.run(town, async (em) => {
            await em.nativeDelete(Block, { id: { $in: blockIds } });
            await em.nativeUpdate(Group, { id: { $in: groups } }, { archivedAt: at });
          });
        },
      ),
      {
        numRuns: 12,
        endOnFailure: true,
        // The first one meets it, whatever the seed.
        examples: [
          [
            [
              {
                bo: 'member',
                others: ['member', 'none', 'none', 'none'],
                ask: 'members',
                help: 'members',
                demand: 'none',
              },
            ],
            ['not', 'not', 'not', 'not'],
            false,
          ],
        ],
      },
    );
    expect(Math.min(seen.met, seen.unmet)).toBeGreaterThan(0);
  });
});

describe('a yes', () => {
  test('is an ordinary agreement on the next day, which nobody else ever meets', async () => {
    const { id } = await make(bo);
    const taken = await take(anna, id);
    expect(taken.statusCode).toBe(201);
    const { agreementId } = taken.json<Body>();
    const hers = await place.ok(anna, 'GET', `/agreements/${agreementId}`);
    expect(hers).toMatchObject({
      side: 'asker',
      state: 'agreed',
      helpers: [{ displayName: 'Bo Björk' }],
      request: { serviceType: 'social', text: 'Promenad i lugn takt', from: '2026-05-07T12:00:00.000Z', quiet: true },
    });
    expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({
      side: 'helper',
      askerName: 'Anna Asplund',
    });
    const requestId = hers.request.id as string;
    const nobodyElse = async () => {
      for (const one of [cecilia, klara, outside])
        for (const path of [`/requests/${requestId}`, `/agreements/${agreementId}`])
          expect((await place.call(one, 'GET', path)).statusCode).toBe(404);
    };
    await nobodyElse();
    expect(await idsOf(cecilia)).toEqual([]);
    expect((await take(cecilia, id)).json()).toMatchObject({ status: 409, code: 'standing-offer.taken' });
    expect(await place.ok(bo, 'GET', '/standing-offers?whose=mine')).toMatchObject({
      items: [{ own: { state: 'full', agreed: 1 } }],
    });
    // It falls through: nothing is left open for a feed, and the place is free again.
    await place.ok(bo, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
    expect(await place.ok(anna, 'GET', `/requests/${requestId}`)).toMatchObject({ state: 'expired' });
    expect(
      (await place.call(anna, 'POST', `/requests/${requestId}/extend`, { expiresAt: place.clock.in(48) })).json(),
    ).toMatchObject({ status: 422, code: 'request.no-audience' });
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    await nobodyElse();
    expect((await place.ok(klara, 'GET', '/requests/unanswered')).items).toEqual([]);
    expect(await idsOf(cecilia)).toEqual([id]);
    await remove(bo, id);
  });

  test('gives each a day of their own, and nobody two', async () => {
    const { id } = await make(bo, { atOnce: 2 });
    const first = (await take(anna, id)).json<Body>();
    expect((await take(anna, id)).json()).toMatchObject({ code: 'standing-offer.yours-already' });
    expect(await idsOf(anna)).toEqual([]);
    const second = (await take(cecilia, id)).json<Body>();
    const dayOf = async (who: Someone, agreementId: string) =>
      (await place.ok(who, 'GET', `/agreements/${agreementId}`)).request.from;
    expect(await dayOf(anna, first.agreementId)).toBe('2026-05-07T12:00:00.000Z');
    expect(await dayOf(cecilia, second.agreementId)).toBe('2026-05-14T12:00:00.000Z');
    // Taken away, it leaves what has been agreed.
    await remove(bo, id);
    expect(await place.ok(anna, 'GET', `/agreements/${first.agreementId}`)).toMatchObject({ state: 'agreed' });
  });

  test('of two at once exactly one has the last place', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await make(bo);
      const answers = await Promise.all([anna, cecilia].map((who) => take(who, id)));
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
      await remove(bo, id);
    }
  });
});

describe('whoever offers', () => {
  test('lets it rest, and shows it again', async () => {
    const { id } = await make(bo);
    expect(await place.ok(bo, 'POST', `/standing-offers/${id}/pause`)).toMatchObject({ own: { state: 'paused' } });
    expect((await place.call(bo, 'POST', `/standing-offers/${id}/pause`)).statusCode).toBe(409);
    expect(await idsOf(anna)).toEqual([]);
    expect((await take(anna, id)).statusCode).toBe(404);
    await place.ok(bo, 'POST', `/standing-offers/${id}/resume`);
    expect(await idsOf(anna)).toEqual([id]);
    await remove(bo, id);
  });

  test('is told what cannot be offered', async () => {
    expect(await refused(bo, { text: 'Städfirma AB, 299 kr, www.stad.se' })).toMatchObject({
      code: 'standing-offer.advertising',
    });
    expect((await refused(bo, { text: 'Fråga efter 19900101-2385' })).status).toBe(422);
    expect(await refused(bo, { area: 'Öster' })).toMatchObject({ code: 'request.area-unknown' });
    expect(await refused(bo, { until: place.clock.in(-1) })).toMatchObject({ code: 'request.expiry-in-the-past' });
    expect(await refused(bo, { until: place.clock.in(24 * 200) })).toMatchObject({
      code: 'standing-offer.ends-too-late',
    });
    expect(await refused(outside, {})).toMatchObject({ code: 'request.unknown-group' });
    expect(await refused(bo, { at: '24:00' })).toMatchObject({ status: 400 });
    const made = [];
    for (let n = 0; n < 10; n += 1) made.push(await make(bo));
    expect(await refused(bo, {})).toMatchObject({ status: 409, code: 'standing-offer.too-many' });
    for (const { id } of made) await remove(bo, id);
  });

  test('has it end, be forgotten a month later, and gone when they leave', async () => {
    const dora = await place.person(town, 'Dora Dahl');
    const group = await place.group(town, 'Norr', [dora, anna]);
    const short = await make(dora, { groupIds: [group], until: place.clock.in(24 * 7) });
    place.clock.wait(1);
    const long = await make(dora, { groupIds: [group] });
    expect((await idsOf(anna)).sort()).toEqual([short.id, long.id].sort());
    place.clock.wait(24 * 8);
    expect(await idsOf(anna)).toEqual([long.id]);
    expect(await place.ok(dora, 'GET', '/standing-offers?whose=mine')).toMatchObject({
      items: [{ id: short.id, own: { state: 'over' } }, { id: long.id }],
    });
    place.clock.wait(24 * 30);
    await place.app.get(Jobs).sweep();
    await place.hints.drain();
    const left = () => place.database.scope.run(town, (em) => em.count(StandingOffer, { personId: dora.id }));
    expect(await left()).toBe(1);
    await place.database.scope.run(town, () => place.app.get(Departures).depart(dora.id));
    expect(await left()).toBe(0);
  });
});
