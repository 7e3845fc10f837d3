// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let leader: Someone;
let hiddenLeader: Someone;
let coordinator: Someone;
let administrator: Someone;
let staff: Someone;

const waitsFor = async (who: Someone): Promise<Body[]> => (await place.ok<Body>(who, 'GET', '/waiting')).items;
const kindsFor = async (who: Someone): Promise<string[]> => (await waitsFor(who)).map(({ kind }) => kind);

beforeAll(async () => {
  await place.open();
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  leader = await place.person(town, 'Lena Ledare');
  hiddenLeader = await place.person(town, 'Hedvig Hemlig');
  coordinator = await place.person(town, 'Clara Samordnare', ['coordinator']);
  administrator = await place.person(town, 'Adam Administratör', ['administrator']);
  staff = await place.person(town, 'Stina Stöd', ['staff']);
});
afterAll(() => place.close());

test('a resident who leads nothing is told no; whoever works here, that nothing waits', async () => {
  expect((await place.call(anna, 'GET', '/waiting')).statusCode).toBe(403);
  expect(await waitsFor(coordinator)).toEqual([]);
  expect(await waitsFor(staff)).toEqual([]);
});

test('applications wait for those who may let people in, and a hidden group’s only for its own', async () => {
  const door = await place.group(town, 'Grannarna', [], { leaders: [leader], access: 'approval' });
  const hidden = await place.group(town, 'Kvinnojouren', [], { leaders: [hiddenLeader], access: 'approval' });
  const since = place.clock.now().toISOString();
  await place.ok(anna, 'POST', `/groups/${door}/membership`);
  place.clock.wait(1);
  const nils = await place.person(town, 'Nils Nygren');
  await place.ok(nils, 'POST', `/groups/${door}/membership`);
  await place.ok(nils, 'POST', `/groups/${hidden}/membership`);
  await place.ok(administrator, 'PATCH', `/groups/${hidden}`, { access: 'hidden' }, { 'if-match': '"v1"' });

  const atTheDoor = { kind: 'applications', count: 2, since, id: door };
  expect(await waitsFor(leader)).toEqual([atTheDoor]);
  expect(await waitsFor(coordinator)).toEqual([atTheDoor]);
  expect(await waitsFor(hiddenLeader)).toMatchObject([{ kind: 'applications', count: 1, id: hidden }]);
  expect(await waitsFor(administrator)).toMatchObject([{ kind: 'applications', count: 3 }]);
  expect(await waitsFor(staff)).toEqual([]);

  for (const who of [anna, nils])
    await place.ok(leader, 'PATCH', `/groups/${door}/members/${who.id}`, { state: 'member' });
  expect(await kindsFor(leader)).toEqual([]);
});

async function wait(hours: number): Promise<void> {
  place.clock.wait(hours);
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
}

test('what nobody answered for a day waits for the coordinators, the same as their page of it shows; for staff, what their side asked', async () => {
  const helper = await place.person(town, 'Harald Hjälpare');
  const group = await place.group(town, 'Söder', [helper, anna], {});
  const onBehalf = { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } };
  const forGreta = await place.ask(coordinator, [group], { onBehalf, matching: 'asker-chooses' });
  place.clock.wait(0.01);
  const theirs = [forGreta, await place.ask(anna, [group]), await place.ask(staff, [group])];
  await place.ask(anna, [group], { quiet: true });
  const listed = async () =>
    (await place.ok<Body>(coordinator, 'GET', '/requests/unanswered?limit=100')).items
      .map(({ request }: Body) => request.id)
      .sort();
  const waiting = async (who: Someone) => (await waitsFor(who)).find(({ kind }) => kind === 'unanswered');
  await wait(23.9);
  expect([await waiting(coordinator), await listed()]).toEqual([undefined, []]);
  await wait(0.2);
  expect(await waiting(coordinator)).toEqual({
    kind: 'unanswered',
    count: 3,
    since: forGreta.postedAt,
    id: forGreta.id,
  });
  expect(await listed()).toEqual(theirs.map(({ id }) => id as string).sort());
  expect(await waiting(staff)).toMatchObject({ count: 1, id: theirs[2]?.id });
  for (const who of [staff, administrator, anna])
    expect((await place.call(who, 'GET', '/requests/unanswered')).statusCode).toBe(403);
  expect(await waiting(administrator)).toBeUndefined();
  const { offer } = await place.ok<Body>(helper, 'POST', `/requests/${forGreta.id}/offers`, {});
  expect(await waiting(coordinator)).toMatchObject({ count: 2 });
  expect(await listed()).toHaveLength(2);
  await place.ok(helper, 'DELETE', `/requests/${forGreta.id}/offers/${offer.id}`);
  await wait(0);
  expect(await waiting(coordinator)).toMatchObject({ count: 3, id: forGreta.id });
  expect(await listed()).toHaveLength(3);
});

test('how far somebody is protected makes no difference to what waits', async () => {
  const levels = { bjuv: 'none', klippan: 'mediated-only', hoor: 'no-transfer' };
  const seen: object[] = [];
  for (const [name, protection] of Object.entries(levels)) {
    const tenant = await place.tenant(name);
    const clara = await place.person(tenant, 'Clara Samordnare', ['coordinator']);
    const group = await place.group(tenant, 'Söder', [await place.person(tenant, 'Harald Hjälpare')]);
    const consent = { kind: 'spoken', words: 'Ja, fråga åt mig.', acts: ['post'] };
    const { id: clientId } = await place.ok<Body>(clara, 'POST', '/clients', { alias: 'Greta', consent });
    const before = await waitsFor(clara);
    await place.ok(clara, 'PUT', `/clients/${clientId}/protection`, { protection });
    expect(await waitsFor(clara)).toEqual(before);
    const details = { contactName: 'Greta Gren', place: 'Dolda gatan 7' };
    await place.ask(clara, [group], { onBehalf: { clientId }, details, matching: 'asker-chooses' });
    await wait(25);
    const waits = await waitsFor(clara);
    expect(JSON.stringify(waits)).not.toMatch(/Greta|Dolda/);
    seen.push(waits.map(({ kind, count }) => ({ kind, count })));
  }
  expect(seen).toEqual(Object.keys(levels).map(() => [{ kind: 'unanswered', count: 1 }]));
});

test('what was seen and ends within thirty days waits for coordinators', async () => {
  const helper = await place.person(town, 'Hedda Hjälpare');
  const group = await place.group(town, 'Ledsagarna', [helper], { leaders: [leader], access: 'qualified' });
  const items = [{ serviceType: 'accompany', purpose: 'help', kind: 'interview' }];
  await place.ok(leader, 'PUT', `/groups/${group}/requirements`, { items });
  const validTo = place.clock.in(40 * 24);
  await place.ok(leader, 'POST', `/groups/${group}/members/${helper.id}/attestations`, {
    kind: 'interview',
    seenOn: place.clock.now().toISOString().slice(0, 10),
    validTo,
  });
  expect(await kindsFor(coordinator)).not.toContain('expiring');
  place.clock.wait(11 * 24);
  expect(await waitsFor(coordinator)).toContainEqual(
    expect.objectContaining({ kind: 'expiring', count: 1, since: validTo }),
  );
  expect(await kindsFor(leader)).not.toContain('expiring');
  place.clock.wait(30 * 24);
  expect(await kindsFor(coordinator)).not.toContain('expiring');
});
