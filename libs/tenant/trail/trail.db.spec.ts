// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { federation } from '#federation';
import type { TenantId } from '#kernel';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { trail } from './index.ts';

const place = new Place();
let town: TenantId;
let anna: Someone;
let coordinator: Someone;
let administrator: Someone;

const eventsFor = async (who: Someone, query = ''): Promise<Body[]> =>
  (await place.ok<Body>(who, 'GET', `/events?limit=100${query}`)).items;
const newest = async (who: Someone): Promise<Body> => (await eventsFor(who))[0];
const made = (name: string, access: string) => ({ name, kind: 'both', access, about: '', welcome: '' });

beforeAll(async () => {
  await place.open([federation, trail]);
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  coordinator = await place.person(town, 'Clara Samordnare', ['coordinator']);
  administrator = await place.person(town, 'Adam Administratör', ['administrator']);
});
afterAll(() => place.close());

test('what was done for the organisation is told to those who keep it going, and to nobody else', async () => {
  const group = await place.ok<Body>(coordinator, 'POST', '/groups', made('Grannarna', 'approval'));
  const told = await eventsFor(administrator);
  expect(told.find(({ act }: Body) => act === 'group.create')).toMatchObject({
    at: place.clock.now().toISOString(),
    by: { kind: 'person', name: 'Clara Samordnare' },
    about: { id: group.id, name: 'Grannarna' },
    person: null,
  });
  await place.ok(anna, 'POST', `/groups/${group.id}/membership`);
  place.clock.wait(1);
  await place.ok(administrator, 'PATCH', `/groups/${group.id}/members/${anna.id}`, { state: 'member' });
  expect(await newest(coordinator)).toMatchObject({
    act: 'group.approve',
    by: { name: 'Adam Administratör' },
    person: { id: anna.id, name: 'Anna Asplund' },
  });
  for (const who of [anna, await place.person(town, 'Stina Stöd', ['staff'])])
    expect((await place.call(who, 'GET', '/events')).statusCode).toBe(403);
});

test('what people do as themselves is not told: applying, asking, offering, coming and going', async () => {
  const before = await eventsFor(administrator);
  const group = await place.group(town, 'Söder', [anna]);
  const helper = await place.person(town, 'Harald Hjälpare');
  await place.ok(helper, 'POST', `/groups/${group}/membership`);
  const asked = await place.ask(anna, [group]);
  await place.ok(helper, 'POST', `/requests/${asked.id}/offers`, {});
  await place.ok(helper, 'DELETE', '/me');
  expect(await eventsFor(administrator)).toEqual(before);
});

test('a group that a coordinator cannot see is in no sentence of theirs', async () => {
  place.clock.wait(1);
  const { id } = await place.ok<Body>(administrator, 'POST', '/groups', made('Kvinnojouren', 'hidden'));
  expect(await newest(administrator)).toMatchObject({ about: { id } });
  expect(JSON.stringify(await eventsFor(coordinator))).not.toContain(id);
});

test('roles are told when they are given and taken, and whoever has left has no name', async () => {
  const vera = await place.person(town, 'Vera Vikarie');
  place.clock.wait(1);
  await place.ok(administrator, 'PUT', `/people/${vera.id}/roles`, {
    roles: [
      { role: 'resident', unitId: null },
      { role: 'coordinator', unitId: null },
    ],
  });
  const given = (await eventsFor(coordinator)).find(({ act }: Body) => act === 'person.give-role');
  expect(given).toMatchObject({
    about: { id: vera.id, name: 'Vera Vikarie' },
    role: 'coordinator',
  });
  place.clock.wait(1);
  await place.ok(vera, 'POST', '/groups', made('Veras grupp', 'open'));
  await place.ok(vera, 'DELETE', '/me');
  const told = await eventsFor(administrator);
  expect(told.find(({ about }: Body) => about?.name === 'Veras grupp')).toMatchObject({
    by: { kind: 'person', name: null },
  });
  expect(JSON.stringify(told)).not.toContain('Vera Vikarie');
});

test('who is protected is named like everybody else, and what they choose, for themselves or a client, is not told', async () => {
  const group = await place.ok<Body>(coordinator, 'POST', '/groups', made('Promenaden', 'approval'));
  const sentences: object[] = [];
  for (const protection of ['none', 'no-transfer'] as const) {
    const who = await place.person(town, 'Signe Skygg', ['resident'], { protection });
    await place.ok(who, 'POST', `/groups/${group.id}/membership`);
    place.clock.wait(1);
    await place.ok(administrator, 'PATCH', `/groups/${group.id}/members/${who.id}`, { state: 'member' });
    const { act, by, about, person, role } = await newest(coordinator);
    expect(person.id).toBe(who.id);
    sentences.push({ act, by, about, role, name: person.name });
  }
  expect(sentences[0]).toMatchObject({ act: 'group.approve', name: 'Signe Skygg' });
  expect(sentences[1]).toEqual(sentences[0]);

  const before = await eventsFor(administrator);
  place.clock.wait(1);
  const { id } = await place.ok<Body>(coordinator, 'POST', '/clients', { alias: 'Rut' });
  await place.ok(coordinator, 'PUT', `/clients/${id}/protection`, { protection: 'mediated-only' });
  await place.ok(anna, 'PATCH', '/me', { protection: 'no-transfer' });
  expect(await eventsFor(administrator)).toEqual(before);
});

test('whom the trail names, its reader finds among the people, too', async () => {
  for (const reader of [coordinator, administrator]) {
    const { items } = await place.ok<Body>(reader, 'GET', '/people?limit=100');
    const known = new Map(items.map(({ id, displayName }: Body) => [id, displayName]));
    const named = (await eventsFor(reader)).flatMap(({ person }) => person ?? []);
    expect(named.length).toBeGreaterThan(0);
    for (const { id, name } of named) expect(known.get(id)).toBe(name);
  }
});

test('pages follow each other without telling how much else happens', async () => {
  const whole = await eventsFor(administrator);
  const pages: Body[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Body = await place.ok(administrator, 'GET', `/events?limit=2${cursor && `&cursor=${cursor}`}`);
    pages.push(...page.items);
    cursor = page.next;
  }
  expect(pages).toEqual(whole);
  expect(whole.length).toBeGreaterThan(4);
  expect(Object.keys(whole[0])).toEqual(['id', 'at', 'act', 'by', 'about', 'person', 'reaches', 'role']);
});
