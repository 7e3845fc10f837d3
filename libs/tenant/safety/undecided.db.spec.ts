// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { federation } from '#federation';
import type { TenantId } from '#kernel';
import { trail } from '#tenant/trail';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { safety } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let bo: Someone;
let coordinator: Someone;
let colleague: Someone;
let administrator: Someone;
let group: string;

beforeAll(async () => {
  await place.open([federation, trail, safety]);
});
afterAll(() => place.close());
let towns = 0;
beforeEach(async () => {
  town = await place.tenant(`town-${(towns += 1)}`);
  anna = await place.person(town, 'Anna');
  bo = await place.person(town, 'Bo');
  coordinator = await place.person(town, 'David', ['coordinator']);
  colleague = await place.person(town, 'Clara', ['coordinator']);
  administrator = await place.person(town, 'Ingrid', ['administrator']);
  group = await place.group(town, 'Söder', [anna, bo]);
});

const flag = (who: Someone, subjectId: string, kind = 'request') =>
  place.ok(who, 'POST', '/flags', { kind, subjectId, guideline: 'be-kind', comment: 'Elakt' });
const flagsFor = async (who: Someone): Promise<Body> =>
  (await place.ok<{ items: Body[] }>(who, 'GET', '/waiting')).items.find(({ kind }: Body) => kind === 'flags');
const decide = (who: Someone, caseId: string, decision: string) =>
  place.ok(who, 'POST', `/cases/${caseId}/decision`, { decision, guideline: 'be-kind', reason: 'Så skriver vi inte.' });

test('what was flagged waits for moderators, the first one first, and for nobody else', async () => {
  const staff = await place.person(town, 'Stina', ['staff']);
  const leader = await place.person(town, 'Lena');
  await place.group(town, 'Norr', [], { leaders: [leader] });
  const since = place.clock.now().toISOString();
  const { id } = await place.ask(anna, [group], { text: 'Din slöfock' });
  await flag(bo, id);
  place.clock.wait(1);
  const { id: later } = await place.ask(bo, [group], { text: 'Din latmask' });
  await flag(anna, later);
  const waits = await flagsFor(coordinator);
  expect(waits).toEqual({ kind: 'flags', count: 2, since, id: expect.any(String) });
  expect(await flagsFor(administrator)).toEqual(waits);
  for (const who of [staff, leader]) expect(await flagsFor(who)).toBeUndefined();
  for (const who of [anna, bo]) expect((await place.call(who, 'GET', '/waiting')).statusCode).toBe(403);
  await decide(coordinator, waits.id as string, 'keep');
  expect(await flagsFor(administrator)).toMatchObject({ count: 1 });
});

test('of a hidden group’s words only administrators are told, and nobody that their own were flagged', async () => {
  const hidden = await place.group(town, 'Kvinnojouren', [anna, bo], { access: 'hidden' });
  const { id } = await place.ask(anna, [hidden], { text: 'Dum text' });
  await flag(bo, id);
  expect(await flagsFor(coordinator)).toBeUndefined();
  expect(await flagsFor(administrator)).toMatchObject({ count: 1 });
  const led = await place.group(town, 'Norr', [bo], { leaders: [colleague], about: 'Dumma ord' });
  await flag(bo, led, 'group');
  expect(await flagsFor(colleague)).toBeUndefined();
  expect(await flagsFor(coordinator)).toMatchObject({ count: 1 });
  expect(await flagsFor(administrator)).toMatchObject({ count: 2 });
});

test('an appeal waits from when it was made, and not for whoever decided first', async () => {
  const { id } = await place.ask(anna, [group], { text: 'Din slöfock' });
  await flag(bo, id);
  const { id: caseId } = await flagsFor(coordinator);
  await decide(coordinator, caseId as string, 'hide');
  expect(await flagsFor(colleague)).toBeUndefined();
  place.clock.wait(2);
  await place.ok(anna, 'POST', `/decisions/${caseId}/appeal`, { text: 'Det var ett skämt.' });
  const since = place.clock.now().toISOString();
  for (const who of [colleague, administrator])
    expect(await flagsFor(who)).toEqual({ kind: 'flags', count: 1, since, id: caseId });
  expect(await flagsFor(coordinator)).toBeUndefined();
});

test('the trail tells of no block, no flag, no decision and no incident', async () => {
  const events = async (who: Someone): Promise<Body[]> =>
    (await place.ok<{ items: Body[] }>(who, 'GET', '/events?limit=100')).items;
  const made = { name: 'Öster', kind: 'both', access: 'open', about: '', welcome: '' };
  await place.ok(coordinator, 'POST', '/groups', made);
  const before = [await events(coordinator), await events(administrator)];
  expect(before.every((one) => one.length > 0)).toBe(true);
  const led = await place.group(town, 'Norr', [bo], { leaders: [anna], about: 'Dumma ord' });
  const { id } = await place.ask(anna, [group], { text: 'Din slöfock' });
  const { offer } = await place.ok(bo, 'POST', `/requests/${id}/offers`, {});
  await place.ok(anna, 'POST', '/blocks', { offerId: offer.id });
  const hide = async (subjectId: string, kind: string): Promise<string> => {
    await flag(bo, subjectId, kind);
    const { id: caseId } = await flagsFor(coordinator);
    await decide(coordinator, caseId as string, 'hide');
    return caseId as string;
  };
  const ofRequest = await hide(id as string, 'request');
  const ofGroup = await hide(led, 'group');
  await place.ok(coordinator, 'POST', `/cases/${ofRequest}/undo`, {});
  await place.ok(anna, 'POST', `/decisions/${ofGroup}/appeal`, { text: 'Varför?' });
  const happenedAt = place.clock.in(-2);
  const incident = await place.ok(bo, 'POST', '/incidents', { kind: 'near-miss', what: 'Stegen vek sig', happenedAt });
  await place.ok(coordinator, 'POST', `/incidents/${incident.id}/handling`, { state: 'closed', measure: 'Ny stege' });
  expect([await events(coordinator), await events(administrator)]).toEqual(before);
});
