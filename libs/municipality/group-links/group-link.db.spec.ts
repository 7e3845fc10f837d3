// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { done, call, MovableClock, Plane, day, hour, type Somebody } from '../../../test/two-planes/network.ts';
import { addPerson, found, hosted, makeGroup } from '../../../test/two-planes/two-associations.ts';
import { features } from '../../../apps/municipal/features.ts';

let plane: Plane;
const clock = new MovableClock();
let coordinator: Somebody;
let nurse: Somebody;
let helper: Somebody;
let homeCare: string;
let farm: string;

beforeAll(async () => {
  plane = await Plane.open('municipal', hosted(features), clock);
  const melhus = await plane.addTenant('melhus', 'municipality');
  await found(melhus, 'Melhus');
  coordinator = await addPerson(melhus, 'Kari', ['coordinator']);
  nurse = await addPerson(melhus, 'Nils', ['staff']);
  helper = await addPerson(melhus, 'Ivar', ['resident']);
  homeCare = await makeGroup(coordinator, 'Hjemmetjenesten', 'open', '', 'need');
  farm = await makeGroup(coordinator, 'Idrettsveien', 'open');
  await done(helper, 'POST', `/groups/${farm}/membership`);
});
afterAll(() => plane.close());

const link = (more: object = {}) => ({
  needGroupId: homeCare,
  resourceGroupId: farm,
  serviceTypes: ['practical'],
  area: 'Söder',
  quotaPerWeek: 1,
  ...more,
});
const post = (more: object = {}) =>
  call(nurse, 'POST', '/requests', {
    serviceType: 'practical',
    text: 'Snöskottning',
    area: 'Söder',
    groupIds: [homeCare],
    send: true,
    ...more,
  });
const feed = async () => (await done(helper, 'GET', '/requests?scope=feed')).items as { id: string }[];

test('a link leads from a need group to a resource group, once', async () => {
  expect(
    (await call(coordinator, 'POST', '/group-links', link({ needGroupId: farm, resourceGroupId: homeCare }))).body.code,
  ).toBe('group-link.not-a-need-group');
  expect((await call(coordinator, 'POST', '/group-links', link({ resourceGroupId: homeCare }))).body.code).toBe(
    'group-link.same-group',
  );
  const made = await done(coordinator, 'POST', '/group-links', link());
  expect(made).toMatchObject({
    needGroup: { id: homeCare, name: 'Hjemmetjenesten' },
    resourceGroup: { id: farm, name: 'Idrettsveien' },
    serviceTypes: ['practical'],
    area: 'Söder',
    quotaPerWeek: 1,
    can: { update: true, remove: true },
  });
  expect((await call(coordinator, 'POST', '/group-links', link())).body.code).toBe('group-link.exists');
  expect((await done(nurse, 'GET', '/group-links')).items).toMatchObject([{ id: made.id, can: { update: false } }]);
  expect((await call(helper, 'GET', '/group-links')).status).toBe(403);
});

test('a need group reaches its linked helpers: for the kind and the area of the link', async () => {
  const audience = await done(nurse, 'POST', '/requests/audience', {
    groupIds: [homeCare],
    serviceType: 'practical',
    area: 'Söder',
  });
  expect(audience.groups).toMatchObject([{ id: farm, name: 'Idrettsveien' }]);
  expect((await post({ serviceType: 'social' })).body.code).toBe('request.group-does-not-help');
  expect((await post({ area: 'Norr' })).body.code).toBe('request.group-does-not-help');
  const sent = await post();
  expect(sent.status).toBe(201);
  expect(await feed()).toMatchObject([{ id: sent.body.id }]);
});

test('one resource group does not drain everything: the quota of the week holds, and renews itself', async () => {
  expect((await post()).body.code).toBe('request.group-does-not-help');
  clock.forward(7 * day);
  expect((await post()).status).toBe(201);
});

test('a request that fills the quota keeps its helpers when it is changed', async () => {
  const [, sent] = await feed();
  const { version } = await done(nurse, 'GET', `/requests/${sent!.id}`);
  await done(
    nurse,
    'PATCH',
    `/requests/${sent!.id}`,
    { text: 'Snöskottning vid porten' },
    { 'if-match': `"v${version}"` },
  );
  expect(await feed()).toMatchObject([{ text: 'Snöskottning' }, { id: sent!.id, text: 'Snöskottning vid porten' }]);
});

test('a link is widened and removed', async () => {
  const [{ id, version }] = (await done(coordinator, 'GET', '/group-links')).items;
  const wide = await done(
    coordinator,
    'PATCH',
    `/group-links/${id}`,
    { area: null, quotaPerWeek: null, serviceTypes: ['practical', 'social'] },
    { 'if-match': `"v${version}"` },
  );
  expect(wide).toMatchObject({ area: null, quotaPerWeek: null, version: version + 1 });
  expect((await post({ serviceType: 'social', area: 'Norr' })).status).toBe(201);
  expect((await call(coordinator, 'DELETE', `/group-links/${id}`)).status).toBe(204);
  expect((await post()).body.code).toBe('request.group-does-not-help');
});

test('a hidden group is neither linked, nor shown by a link, nor reached by one', async () => {
  const quiet = await makeGroup(coordinator, 'Stödgruppen', 'hidden');
  const toQuiet = link({ resourceGroupId: quiet });
  expect((await call(coordinator, 'POST', '/group-links', toQuiet)).body.code).toBe('group-link.hidden-group');
  const other = await addPerson(coordinator.tenant, 'Siv', ['coordinator']);
  const nowhere = link({ resourceGroupId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c' });
  const [real, none] = [
    await call(other, 'POST', '/group-links', toQuiet),
    await call(other, 'POST', '/group-links', nowhere),
  ];
  expect({ ...real.body, traceId: '' }).toEqual({ ...none.body, traceId: '' });

  const { id } = await done(coordinator, 'POST', '/group-links', link());
  const { version } = await done(coordinator, 'GET', `/groups/${farm}`);
  await done(coordinator, 'PATCH', `/groups/${farm}`, { access: 'hidden' }, { 'if-match': `"v${version}"` });
  expect((await done(other, 'GET', '/group-links')).items).toEqual([]);
  expect((await call(other, 'DELETE', `/group-links/${id}`)).status).toBe(404);
  expect((await done(coordinator, 'GET', '/group-links')).items).toMatchObject([{ id }]);
  expect((await post()).body.code).toBe('request.group-does-not-help');
});

test('what is done with units and links is told as it was done, and a link to a hidden group to nobody who cannot see it', async () => {
  const administrator = await addPerson(coordinator.tenant, 'Astrid', ['administrator']);
  const clara = await addPerson(coordinator.tenant, 'Clara', ['coordinator']);
  const told = async (who: Somebody) =>
    ((await done(who, 'GET', '/events?limit=100')).items as Told[]).filter(({ act }) =>
      /^(unit|groupLink)\./.test(act),
    );
  const before = (await told(administrator)).map(({ id }) => id);
  const fresh = async (who: Somebody) => (await told(who)).filter(({ id }) => !before.includes(id));

  clock.forward(hour);
  const unit = await done(administrator, 'POST', '/units', {
    name: 'Biblioteket',
    functionAddress: `biblioteket@${coordinator.tenant.host}`,
  });
  expect(await fresh(clara)).toMatchObject([
    { act: 'unit.create', by: { name: 'Astrid' }, about: { id: unit.id, name: 'Biblioteket' }, reaches: null },
  ]);
  clock.forward(hour);
  await done(administrator, 'DELETE', `/units/${unit.id}`);
  expect((await fresh(clara))[0]).toMatchObject({ act: 'unit.remove', about: null });

  const walkers = await makeGroup(coordinator, 'Promenaden', 'open');
  clock.forward(hour);
  const made = await done(coordinator, 'POST', '/group-links', link({ resourceGroupId: walkers }));
  clock.forward(hour);
  await done(coordinator, 'DELETE', `/group-links/${made.id}`);
  const linked = { about: { id: homeCare, name: 'Hjemmetjenesten' }, reaches: { id: walkers, name: 'Promenaden' } };
  expect((await fresh(clara)).slice(0, 2)).toMatchObject([
    { act: 'groupLink.remove', by: { name: 'Kari' }, ...linked },
    { act: 'groupLink.create', by: { name: 'Kari' }, ...linked },
  ]);
  const group = await done(administrator, 'GET', `/groups/${walkers}`);
  const hide = { 'if-match': `"v${group.version}"` };
  expect((await call(administrator, 'PATCH', `/groups/${walkers}`, { access: 'hidden' }, hide)).status).toBe(200);
  expect(JSON.stringify(await fresh(clara))).not.toContain(walkers);
  expect(JSON.stringify(await fresh(administrator))).toContain(walkers);
});

interface Told {
  readonly id: string;
  readonly act: string;
}
