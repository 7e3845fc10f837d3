// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Requirement } from '#tenant/qualifications';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { Agreement } from './agreement.entity.ts';
import { Request } from './request.entity.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let cecilia: Someone;
let south: string;

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  cecilia = await place.person(town, 'Cecilia');
  south = await place.group(town, 'Söder', [anna, bo, cecilia]);
});
afterAll(() => place.close());

const told = async (who: Someone): Promise<string[]> => {
  await place.hints.drain();
  return (await place.ok(who, 'GET', '/notices')).items.map(({ kind }: Body) => kind);
};
const seeAll = (who: Someone) => place.ok(who, 'POST', '/notices/seen', { until: place.clock.in(1) });

test('everybody whose feed shows a request is told of it, once, and not the asker', async () => {
  const { id } = await place.ask(anna, [south]);
  const careful = await place.person(town, 'Utanför');
  expect(await told(anna)).toEqual([]);
  expect(await told(careful)).toEqual([]);
  for (const who of [bo, cecilia]) {
    expect(await told(who)).toEqual(['request.asked']);
    expect((await place.ok(who, 'GET', '/notices')).items).toMatchObject([
      { about: 'request', subjectId: id, seenAt: null },
    ]);
  }
  await place.ok(anna, 'POST', `/requests/${id}/withdraw`);
  expect(await told(bo)).toEqual([]);
});

test('an offer, an agreement and a line are told to the other side; the rest hear that they are not needed', async () => {
  const { id } = await place.ask(anna, [south]);
  await place.ok(bo, 'POST', `/requests/${id}/offers`);
  await place.ok(cecilia, 'POST', `/requests/${id}/offers`);
  expect(await told(anna)).toEqual(['request.offered']);
  const { items } = await place.ok(anna, 'GET', `/requests/${id}/offers`);
  const offer = items.find(({ helperName }: Body) => helperName === 'Bo');
  const agreement = await place.ok(anna, 'POST', `/requests/${id}/offers/${offer.id}/acceptance`);
  expect(await told(bo)).toEqual(['agreement.made']);
  expect(await told(cecilia)).toEqual(['request.closed']);
  await seeAll(anna);
  place.clock.wait(0.1);
  await place.ok(bo, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Hemligt klockslag' });
  const list = await place.ok(anna, 'GET', '/notices');
  expect(list.items[0]).toMatchObject({ kind: 'agreement.noted', about: 'agreement', subjectId: agreement.id });
  expect(JSON.stringify(list)).not.toMatch(/Hemligt|Bo/);
  await place.ok(bo, 'POST', `/agreements/${agreement.id}/completion`);
  await place.ok(anna, 'POST', `/agreements/${agreement.id}/confirmation`);
  expect(await told(bo)).toContain('agreement.confirmed');
});

test('what is told again comes back once, as new; what was shown is no longer counted', async () => {
  const { id } = await place.ask(anna, [south]);
  await place.ok(bo, 'POST', `/requests/${id}/offers`);
  const count = async () => (await place.ok(anna, 'GET', '/notices/count')).unseen;
  const before = await count();
  expect(before).toBeGreaterThan(0);
  expect((await seeAll(anna)).unseen).toBe(0);
  place.clock.wait(1);
  await place.ok(cecilia, 'POST', `/requests/${id}/offers`);
  expect(await count()).toBe(1);
  const list = (await place.ok(anna, 'GET', '/notices')).items;
  expect(list.filter(({ subjectId }: Body) => subjectId === id)).toHaveLength(1);
});

test('when the asker no longer needs it, whoever was to come hears that it will not happen', async () => {
  const ask = { matching: 'first-come', headCount: 2 };
  const { id } = await place.ask(anna, [south], ask);
  await place.ok(bo, 'POST', `/requests/${id}/offers`);
  for (const who of [anna, bo]) await seeAll(who);
  await place.ok(anna, 'POST', `/requests/${id}/withdraw`);
  const news = async (who: Someone) =>
    (await place.ok(who, 'GET', '/notices')).items.filter(({ seenAt }: Body) => !seenAt).map(({ kind }: Body) => kind);
  expect(await news(bo)).toEqual(['agreement.failed']);
  expect(await news(anna)).toEqual([]);
});

test('whoever has taken over is told like those who ask and help for them', async () => {
  const [dagny, erik] = [await place.person(town, 'Dagny'), await place.person(town, 'Erik')];
  const { id } = await place.ask(anna, [south]);
  await place.database.scope.run(town, (em) => em.nativeUpdate(Request, { id }, { forPersonId: dagny.id }));
  await place.ok(bo, 'POST', `/requests/${id}/offers`);
  expect(await told(dagny)).toEqual(['request.offered']);
  const { items } = await place.ok(anna, 'GET', `/requests/${id}/offers`);
  const agreement = await place.ok(anna, 'POST', `/requests/${id}/offers/${items[0].id}/acceptance`);
  expect(await told(dagny)).toContain('agreement.made');
  await place.database.scope.run(town, (em) =>
    em.nativeUpdate(Agreement, { id: agreement.id }, { forHelperIds: [erik.id] }),
  );
  await place.ok(anna, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Vi ses' });
  expect(await told(erik)).toEqual(['agreement.noted']);
});

test('who lacks what the group demands of helpers is not told of what they may not see', async () => {
  const careful = await place.group(town, 'Noga', [anna, bo, cecilia]);
  await place.database.scope.run(town, async (em) => {
    em.create(Requirement, {
      groupId: careful,
      serviceType: 'practical',
      purpose: 'help',
      kind: 'interview',
      subject: '',
      subjectKey: '',
      years: null,
      validMonths: null,
    });
  });
  const { id } = await place.ask(anna, [careful]);
  await place.hints.drain();
  const { items } = await place.ok(cecilia, 'GET', '/notices');
  expect(items.map(({ subjectId }: Body) => subjectId)).not.toContain(id);
});

test('where somebody does not go is no news to them, and their turn comes last; elsewhere, and for no place in particular, it is', async () => {
  const helpers = [bo, cecilia];
  const wide = await place.group(town, 'Vida', [anna, ...helpers]);
  await place.ok(bo, 'PATCH', '/me/notice-settings', { goesTo: ['Norr'] });
  const toldOf = async (fields: object) => {
    const { id } = await place.ask(anna, [wide], fields);
    await place.hints.drain();
    const about = async (who: Someone) =>
      (await place.ok(who, 'GET', '/notices?limit=100')).items.some(({ subjectId }: Body) => subjectId === id);
    // It is in both their feeds.
    for (const who of helpers) await place.ok(who, 'GET', `/requests/${id}`);
    return [await about(bo), await about(cecilia)];
  };
  expect(await toldOf({ area: 'Söder' })).toEqual([false, true]);
  expect(await toldOf({ area: 'Norr' })).toEqual([true, true]);
  expect(await toldOf({})).toEqual([true, true]);
  await place.ok(bo, 'PATCH', '/me/notice-settings', { goesTo: null });
  expect(await toldOf({ area: 'Söder' })).toEqual([true, true]);
  const nowhere = await place.call(bo, 'PATCH', '/me/notice-settings', { goesTo: [] });
  expect(nowhere.statusCode).toBe(400);
  const forEver = await place.call(bo, 'PATCH', '/me/notice-settings', { onDutyUntil: place.clock.in(25) });
  expect(forEver.json()).toMatchObject({ code: 'notice.duty-too-long', errors: [{ pointer: '/onDutyUntil' }] });
  const duty = { onDutyUntil: place.clock.in(2) };
  expect(await place.ok(bo, 'PATCH', '/me/notice-settings', duty)).toMatchObject({ ...duty, pausedUntil: null });
});

test('open again after it came to nothing, a request is told of again', async () => {
  const { id } = await place.ask(anna, [south], { matching: 'first-come' });
  await told(bo);
  const { agreementId } = await place.ok(bo, 'POST', `/requests/${id}/offers`);
  const newTo = async (who: Someone) =>
    (await place.ok(who, 'GET', '/notices')).items.filter(
      ({ kind, subjectId }: Body) => kind === 'request.asked' && subjectId === id,
    ).length;
  await place.hints.drain();
  expect(await newTo(cecilia)).toBe(0);
  await place.ok(bo, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
  await place.hints.drain();
  expect(await newTo(cecilia)).toBe(1);
});

test('how far somebody is protected shows in nobody’s notices, and neither does that they choose', async () => {
  for (const protection of ['none', 'mediated-only', 'no-transfer'] as const) {
    const greta = await place.person(town, 'Greta Ålund', ['resident'], { protection });
    const hjalmar = await place.person(town, 'Hjalmar Hjort', ['resident'], { protection });
    const group = await place.group(town, `Trappan ${protection}`, [greta, hjalmar]);
    const details = { contactName: 'Greta på vinden', place: 'Dolda gatan 7' };
    const { id } = await place.ask(greta, [group], { text: 'Bära en byrå', details });
    expect(await told(hjalmar)).toEqual(['request.asked']);
    await place.ok(hjalmar, 'POST', `/requests/${id}/offers`, { note: 'Hjalmar Hjort kan' });
    const [offer] = (await place.ok(greta, 'GET', `/requests/${id}/offers`)).items;
    expect(offer.helperName).toBe('Hjalmar');
    expect(await told(greta)).toEqual(['request.offered']);
    const agreement = await place.ok(greta, 'POST', `/requests/${id}/offers/${offer.id}/acceptance`);
    await place.ok(hjalmar, 'POST', `/agreements/${agreement.id}/notes`, { text: 'Till Dolda gatan 7' });
    expect((await told(greta)).sort()).toEqual(['agreement.noted', 'request.offered']);
    expect(await told(hjalmar)).toEqual(['agreement.made']);
    const lists = async () => [await place.ok(greta, 'GET', '/notices'), await place.ok(hjalmar, 'GET', '/notices')];
    const before = await lists();
    expect(JSON.stringify(before)).not.toMatch(/Greta|Ålund|Dolda|Hjalmar|Hjort|byrå/);
    for (const who of [greta, hjalmar]) await place.ok(who, 'PATCH', '/me', { protection: 'no-transfer' });
    await place.hints.drain();
    expect(await lists()).toEqual(before);
  }
});

test('one that is opened is seen, and those before it are not; another’s is not there', async () => {
  await place.ask(anna, [south]);
  await place.ask(anna, [south]);
  await place.hints.drain();
  const count = async () => (await place.ok(bo, 'GET', '/notices/count')).unseen;
  const before = await count();
  const [{ id }] = (await place.ok(bo, 'GET', '/notices')).items;
  expect((await place.ok(bo, 'POST', `/notices/${id}/seen`)).seenAt).not.toBeNull();
  expect(await count()).toBe(before - 1);
  expect((await place.call(anna, 'POST', `/notices/${id}/seen`)).statusCode).toBe(404);
});

test("nobody's notices are another's, and who leaves takes theirs along", async () => {
  const { id } = await place.ask(anna, [south]);
  expect(await told(bo)).toContain('request.asked');
  // What they break off by going is told to others, not to them.
  const asked = await place.ask(bo, [south], { matching: 'first-come' });
  await place.ok(cecilia, 'POST', `/requests/${asked.id}/offers`);
  const administrator = await place.person(town, 'Adam', ['administrator']);
  await place.ok(administrator, 'DELETE', `/people/${bo.id}`);
  const left = await place.database.scope.run(town, () =>
    place.database.scope.rows('select n.id from notice n where n.tenant_id = :tenant and n.person_id = :who', {
      who: bo.id,
    }),
  );
  expect(left).toEqual([]);
  expect(await told(cecilia)).toContain('agreement.failed');
  expect((await place.ok(cecilia, 'GET', '/notices')).items.map(({ subjectId }: Body) => subjectId)).toContain(id);
});

test('a list of notices is paged, newest first', async () => {
  for (let number = 0; number < 5; number += 1) {
    place.clock.wait(0.01);
    await place.ask(anna, [south]);
  }
  await place.hints.drain();
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Body = await place.ok(cecilia, 'GET', `/notices?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...page.items.map(({ at, id }: Body) => `${at} ${id}`));
    cursor = page.next;
  } while (cursor);
  expect(seen.length).toBeGreaterThanOrEqual(5);
  expect(seen).toEqual([...seen].sort().reverse());
  expect(new Set(seen).size).toBeGreaterThanOrEqual(5);
});
