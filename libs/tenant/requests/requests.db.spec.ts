// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cecilia: Someone;
let stranger: Someone;
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Björk');
  cecilia = await place.person(town, 'Cecilia Ceder');
  stranger = await place.person(town, 'Sture Stranger');
  south = await place.group(town, 'Söder', [anna, bo, cecilia]);
});
afterAll(() => place.close());

const path = (id: string, rest = '') => `/requests/${id}${rest}`;

test('the main road: ask, offer, agree, write to each other, do it, confirm it', async () => {
  const asked = await place.ask(anna, [south], {
    area: 'Söder',
    details: { contactName: 'Anna Asplund', phone: '070-111 22 33', place: 'Tallvägen 3' },
  });
  expect(asked).toMatchObject({
    number: expect.any(Number),
    state: 'open',
    mine: true,
    groups: [{ id: south, name: 'Söder' }],
    offers: 0,
    can: { update: true, withdraw: true, offer: false },
  });

  const card = (await place.ok(bo, 'GET', '/requests?scope=feed')).items[0];
  expect(card).toMatchObject({
    id: asked.id,
    mine: false,
    offers: null,
    agreementId: null,
    onBehalf: null,
    can: { offer: true, update: false, viewOffers: false },
  });
  const made = await place.ok(bo, 'POST', path(asked.id, '/offers'), { note: 'Kommer efter jobbet' });
  expect(made).toMatchObject({
    agreementId: null,
    offer: { helperName: 'Bo Björk', state: 'waiting', can: { withdraw: true, accept: false } },
  });
  expect((await place.call(bo, 'GET', path(asked.id, '/offers'))).statusCode).toBe(403);

  const [offer] = (await place.ok(anna, 'GET', path(asked.id, '/offers'))).items;
  expect(offer).toMatchObject({
    helperName: 'Bo',
    note: 'Kommer efter jobbet',
    can: { accept: true, withdraw: false },
  });
  const agreement = await place.ok(anna, 'POST', path(asked.id, `/offers/${offer.id}/acceptance`));
  expect(agreement).toMatchObject({
    side: 'asker',
    state: 'agreed',
    askerName: 'Anna Asplund',
    helpers: [{ displayName: 'Bo Björk' }],
    request: { state: 'agreed' },
  });

  const mine = await place.ok(bo, 'GET', `/agreements/${agreement.id}`);
  expect(mine).toMatchObject({
    side: 'helper',
    askerName: 'Anna Asplund',
    details: { phone: '070-111 22 33', place: 'Tallvägen 3', instructions: null },
  });
  expect(
    (await place.ok(anna, 'GET', path(asked.id, '/access-entries'))).items
      .map(({ role, what }: Body) => `${role} ${what}`)
      .sort(),
  ).toEqual(['helper contact', 'helper place']);

  await place.ok(bo, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Jag tar med skyffel' });
  place.clock.wait(0.1);
  await place.ok(anna, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Tack!' });
  expect((await place.ok(anna, 'GET', `/agreements/${agreement.id}/notes`)).items).toMatchObject([
    { author: 'Bo Björk', mine: false, text: 'Jag tar med skyffel' },
    { author: 'Anna Asplund', mine: true, text: 'Tack!' },
  ]);
  expect((await place.call(cecilia, 'GET', `/agreements/${agreement.id}/notes`)).statusCode).toBe(404);

  expect(await place.ok(bo, 'POST', `/agreements/${agreement.id}/start`)).toMatchObject({
    state: 'inProgress',
    can: { start: false, complete: true },
  });
  expect(await place.ok(bo, 'POST', `/agreements/${agreement.id}/completion`)).toMatchObject({
    state: 'completed',
    completedBySide: 'helper',
    can: { confirm: false },
  });
  expect((await place.call(bo, 'POST', `/agreements/${agreement.id}/confirmation`)).json()).toMatchObject({
    code: 'agreement.wrong-state',
  });
  expect(await place.ok(anna, 'POST', `/agreements/${agreement.id}/confirmation`)).toMatchObject({
    state: 'confirmed',
    request: { state: 'confirmed' },
  });
  expect((await place.ok(bo, 'GET', '/agreements')).items).toMatchObject([
    { id: agreement.id, state: 'confirmed', details: null },
  ]);

  place.clock.wait(6 * 24);
  await place.ok(anna, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Tack igen' });
  place.clock.wait(2 * 24);
  expect((await place.call(anna, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Hej?' })).json()).toMatchObject({
    status: 409,
    code: 'agreement.thread-closed',
  });
  expect((await place.ok(anna, 'GET', `/agreements/${agreement.id}`)).can.note).toBe(false);
});

test('a stranger cannot tell a request that exists from one that does not', async () => {
  const { id } = await place.ask(anna, [south]);
  for (const [method, rest, body] of [
    ['GET', '', undefined],
    ['POST', '/offers', {}],
    ['POST', '/withdraw', undefined],
    ['POST', '/extend', { expiresAt: place.clock.in(5) }],
    ['GET', '/access-entries', undefined],
  ] as const) {
    const real = await place.call(stranger, method, path(id, rest), body);
    const none = await place.call(stranger, method, path('11111111-1111-4111-8111-111111111111', rest), body);
    const { traceId: _1, ...seen } = real.json();
    const { traceId: _2, ...nothing } = none.json();
    expect(seen).toEqual(nothing);
    expect([403, 404]).toContain(real.statusCode);
  }
  const draft = await place.ask(anna, [south], { send: false });
  expect((await place.call(bo, 'GET', path(draft.id))).statusCode).toBe(404);
});

describe('drafts and changes', () => {
  test('a draft is edited with its version, sent, and seen from then on', async () => {
    const draft = await place.ask(anna, [], { send: false });
    expect(draft).toMatchObject({ state: 'draft', postedAt: null, can: { send: true, update: true, extend: false } });
    expect((await place.call(anna, 'POST', path(draft.id, '/send'))).json()).toMatchObject({
      code: 'request.no-audience',
      errors: [{ pointer: '/groupIds' }],
    });
    expect((await place.call(anna, 'PATCH', path(draft.id), { text: 'x' })).statusCode).toBe(428);
    const changed = await place.call(
      anna,
      'PATCH',
      path(draft.id),
      { text: 'Bära ved', groupIds: [south] },
      { 'if-match': `"v${draft.version}"` },
    );
    expect(changed.statusCode).toBe(200);
    expect(changed.headers.etag).toMatch(new RegExp(`^"v${changed.json().version}\\.`));
    expect(
      (await place.call(anna, 'PATCH', path(draft.id), { text: 'Sent' }, { 'if-match': `"v${draft.version}"` }))
        .statusCode,
    ).toBe(412);
    await place.ok(anna, 'POST', path(draft.id, '/send'));
    expect((await place.ok(bo, 'GET', '/requests')).items).toContainEqual(
      expect.objectContaining({ id: draft.id, text: 'Bära ved' }),
    );
    expect((await place.call(anna, 'POST', path(draft.id, '/send'))).json()).toMatchObject({
      code: 'request.wrong-state',
    });
  });

  test('an open request whose groups change moves from one feed to the other', async () => {
    const north = await place.group(town, 'Norr', [anna, stranger]);
    const { id, version } = await place.ask(anna, [south], { text: 'Flytta soffa' });
    await place.ok(anna, 'PATCH', path(id), { groupIds: [north], area: 'Norr' }, { 'if-match': `"v${version}"` });
    const texts = async (who: Someone) => (await place.ok(who, 'GET', '/requests')).items.map(({ text }: Body) => text);
    expect(await texts(stranger)).toEqual(['Flytta soffa']);
    expect(await texts(bo)).not.toContain('Flytta soffa');
  });

  test.each([
    [{ from: '2026-06-02T10:00:00Z', to: '2026-06-01T10:00:00Z' }, '/to', 'request.ends-before-it-begins'],
    [{ expiresAt: '2026-05-01T10:00:00Z' }, '/expiresAt', 'request.expiry-in-the-past'],
    [{ expiresAt: '2027-05-01T10:00:00Z' }, '/expiresAt', 'request.expiry-too-late'],
    [{ text: 'Mitt nummer är 19900101-2385' }, '/text', 'request.personal-number'],
    [{ details: { instructions: 'Fråga efter 900101-2385' } }, '/details/instructions', 'request.personal-number'],
    [{ groupIds: ['22222222-2222-4222-8222-222222222222'] }, '/groupIds/0', 'request.unknown-group'],
    [{ area: 'Tallvägen 3' }, '/area', 'request.area-unknown'],
    [{ partnerIds: ['22222222-2222-4222-8222-222222222222'] }, '/partnerIds', 'request.no-partners-here'],
  ])('%j is refused and the field is named', async (fields, pointer, code) => {
    const answer = await place.call(anna, 'POST', '/requests', {
      serviceType: 'practical',
      text: 'Hjälp',
      groupIds: [south],
      send: true,
      ...fields,
    });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code, errors: [{ pointer, code }] });
  });

  test('the same key sends one request, not two', async () => {
    const body = { serviceType: 'delivery', text: 'Hämta paket', groupIds: [south], send: true };
    const key = { 'idempotency-key': 'a-key-of-this-test' };
    const [first, second] = [
      await place.call(anna, 'POST', '/requests', body, key),
      await place.call(anna, 'POST', '/requests', body, key),
    ];
    expect(second.json()).toEqual(first.json());
    expect((await place.ok(bo, 'GET', '/requests?serviceType=delivery')).items).toHaveLength(1);
  });

  test('withdrawing closes it for everyone, and whoever waited has an answer', async () => {
    const { id } = await place.ask(anna, [south]);
    await place.ok(bo, 'POST', path(id, '/offers'));
    expect(await place.ok(anna, 'POST', path(id, '/withdraw'))).toMatchObject({
      state: 'withdrawn',
      can: { withdraw: false },
    });
    expect(await place.ok(bo, 'GET', path(id))).toMatchObject({ state: 'withdrawn', myOffer: { state: 'declined' } });
    expect((await place.call(cecilia, 'POST', path(id, '/offers'))).json()).toMatchObject({
      status: 409,
      code: 'request.closed',
    });
  });
});

describe('several helpers', () => {
  test('three places are filled one by one, in one agreement', async () => {
    const { id } = await place.ask(anna, [south], { headCount: 2, matching: 'first-come', text: 'Bära piano' });
    const first = await place.ok(bo, 'POST', path(id, '/offers'));
    expect(await place.ok(anna, 'GET', path(id))).toMatchObject({ state: 'open', agreementId: first.agreementId });
    const second = await place.ok(cecilia, 'POST', path(id, '/offers'));
    expect(second.agreementId).toBe(first.agreementId);
    expect(await place.ok(anna, 'GET', `/agreements/${first.agreementId}`)).toMatchObject({
      request: { state: 'agreed' },
      helpers: [{ displayName: 'Bo Björk' }, { displayName: 'Cecilia Ceder' }],
    });

    // One steps back: the other stays, and the place is open again.
    await place.ok(bo, 'POST', `/agreements/${first.agreementId}/failure`, { code: 'helper-prevented' });
    expect(await place.ok(anna, 'GET', `/agreements/${first.agreementId}`)).toMatchObject({
      state: 'agreed',
      request: { state: 'open' },
      helpers: [{ displayName: 'Cecilia Ceder' }],
    });
    expect((await place.call(bo, 'GET', `/agreements/${first.agreementId}`)).statusCode).toBe(404);

    // Nobody else comes in time: who said yes remains.
    place.clock.wait(15 * 24);
    await expire();
    expect(await place.ok(anna, 'GET', path(id))).toMatchObject({ state: 'agreed', agreementId: first.agreementId });
    // The last one cannot either, and the time is over.
    await place.ok(cecilia, 'POST', `/agreements/${first.agreementId}/failure`);
    expect(await place.ok(anna, 'GET', path(id))).toMatchObject({ state: 'expired', agreementId: null });
  });
});

const expire = async () => {
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
};

test('what nobody takes expires kindly, and can be asked once more', async () => {
  const { id } = await place.ask(anna, [south], { expiresAt: place.clock.in(48), text: 'Vattna blommor' });
  await place.ok(bo, 'POST', path(id, '/offers'));
  place.clock.wait(47);
  await expire();
  expect(await place.ok(anna, 'GET', path(id))).toMatchObject({ state: 'open', offers: 1 });
  place.clock.wait(2);
  await expire();
  await expire();
  expect(await place.ok(anna, 'GET', path(id))).toMatchObject({
    state: 'expired',
    offers: 0,
    can: { extend: true, withdraw: false },
  });
  expect((await place.call(cecilia, 'GET', path(id))).statusCode).toBe(404);
  await place.ok(anna, 'POST', path(id, '/extend'), { expiresAt: place.clock.in(24) });
  expect(await place.ok(cecilia, 'GET', path(id))).toMatchObject({ state: 'open' });
  expect(await place.ok(bo, 'POST', path(id, '/offers'))).toMatchObject({ offer: { state: 'waiting' } });
});

test('the figures count what was asked for, and keep what is no request for help apart', async () => {
  const other = await place.tenant('melhus');
  const [kari, klara] = [await place.person(other, 'Kari'), await place.person(other, 'Klara', ['coordinator'])];
  const group = await place.group(other, 'Gimse', [kari, klara]);
  await place.ask(kari, [group]);
  const taken = await place.ask(kari, [group], { matching: 'first-come' });
  await place.ok(klara, 'POST', path(taken.id, '/offers'));
  await place.ask(kari, [group], { ask: false, text: 'Kaffe på torsdag' });
  await place.ask(kari, [group], { send: false });
  expect(await place.ok(klara, 'GET', '/requests/figures')).toEqual({
    asked: 2,
    agreed: 1,
    expired: 0,
    withdrawn: 0,
    open: 1,
    others: 1,
  });
  expect((await place.call(kari, 'GET', '/requests/figures')).statusCode).toBe(403);
});

test('an offer is taken back and made again', async () => {
  const { id } = await place.ask(anna, [south]);
  const { offer } = await place.ok(bo, 'POST', path(id, '/offers'));
  expect((await place.call(bo, 'POST', path(id, '/offers'))).json()).toMatchObject({
    status: 409,
    code: 'offer.exists',
  });
  expect((await place.call(cecilia, 'DELETE', path(id, `/offers/${offer.id}`))).statusCode).toBe(404);
  await place.ok(bo, 'DELETE', path(id, `/offers/${offer.id}`));
  expect(await place.ok(bo, 'GET', path(id))).toMatchObject({ myOffer: null, can: { offer: true } });
  expect((await place.ok(bo, 'POST', path(id, '/offers'))).offer).toMatchObject({ id: offer.id, state: 'waiting' });
  expect((await place.call(anna, 'POST', path(id, '/offers'))).json()).toMatchObject({
    status: 403,
    code: 'offer.own-request',
  });
});

test('the feed keeps its order when somebody offers to help', async () => {
  const asked: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    asked.push((await place.ask(anna, [south])).id);
    place.clock.wait(1);
  }
  const feed = async () =>
    (await place.ok<{ items: Body[] }>(cecilia, 'GET', '/requests?scope=feed')).items
      .map(({ id }) => id as string)
      .filter((id) => asked.includes(id));
  expect(await feed()).toEqual(asked);
  await place.ok(bo, 'POST', path(asked[2]!, '/offers'));
  expect(await feed()).toEqual(asked);
});

test('whoever leaves asks, offers and helps no more, and leaves no contact behind', async () => {
  const leaver = await place.person(town, 'Lena Lämnar');
  const group = await place.group(town, 'Väster', [leaver, bo]);
  const own = await place.ask(leaver, [group], { details: { phone: '070-999 99 99' } });
  await place.ok(bo, 'POST', path(own.id, '/offers'));
  const others = await place.ask(bo, [group], { matching: 'first-come' });
  const { agreementId } = await place.ok(leaver, 'POST', path(others.id, '/offers'));
  await place.ok(leaver, 'DELETE', '/me');
  expect(await place.ok(bo, 'GET', path(own.id))).toMatchObject({ state: 'withdrawn' });
  expect(await place.ok(bo, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'failed',
    request: { state: 'open' },
  });
  const kept = await place.database.scope.run(town, () =>
    place.database.scope.rows('select d.id from request_details d where d.tenant_id = :tenant and d.request_id = :id', {
      id: own.id,
    }),
  );
  expect(kept).toEqual([]);
});
