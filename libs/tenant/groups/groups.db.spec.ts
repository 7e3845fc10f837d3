// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Audience, Group, GroupMember } from '#tenant/groups';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let club: TenantId;
let admin: Somebody;
let coordinator: Somebody;
let member: Somebody;
let other: Somebody;
beforeAll(async () => {
  house = await tenantHouse();
  club = await house.addTenant('club', 'association');
  await house.addTenant('town', 'municipality');
  admin = await house.somebody('club', ['administrator'], 'Ada');
  coordinator = await house.somebody('club', ['coordinator'], 'Cora');
  member = await house.somebody('club', ['member'], 'Mia');
  other = await house.somebody('club', ['member'], 'Olle');
});
afterAll(() => house.close());

const make = async (fields: object, by = admin) => {
  const answer = await by.call('POST', '/groups', { name: 'Gruppen', kind: 'both', access: 'open', ...fields });
  expect(answer.status).toBe(201);
  return answer.body;
};
const join = (who: Somebody, group: { id: string }) => who.call('POST', `/groups/${group.id}/membership`);
const listed = async (who: Somebody, query = '') =>
  (await who.call('GET', `/groups?limit=100${query}`)).body.items.map(({ id }: Group) => id) as string[];

test('an administrator founds a group with usable rules; members, residents and strangers do not', async () => {
  const group = await make({ name: 'Besöksgruppen', kind: 'resource', area: 'Söder', about: 'Vi hälsar på.' });
  expect(group).toMatchObject({
    area: 'Söder',
    version: 1,
    memberCount: 0,
    leaders: [],
    membership: { state: 'none', leader: false },
  });
  expect(group.rules).toHaveLength(7);
  expect(group.rules[0]).toEqual({ serviceType: 'practical', ask: 'nobody', help: 'members' });
  expect(group.can).toEqual({
    update: true,
    archive: true,
    restore: false,
    join: true,
    leave: false,
    invite: true,
    approve: true,
    plan: false,
    postTo: false,
  });
  expect((await member.call('POST', '/groups', { name: 'X', kind: 'both', access: 'open' })).status).toBe(403);
  expect(
    (await admin.call('POST', '/groups', { name: 'X', kind: 'both', access: 'open', area: 'Mars' })).body,
  ).toMatchObject({ status: 422, code: 'group.area-unknown' });
  expect(
    (await admin.call('POST', '/groups', { name: ' ', kind: 'both', access: 'secret', colour: 'red' })).status,
  ).toBe(400);
});

test('into an open group one comes at once, and may leave again', async () => {
  const group = await make({ welcome: 'Välkommen!' });
  const joined = await join(member, group);
  expect(joined.body).toMatchObject({
    membership: { state: 'member', leader: false },
    memberCount: 1,
    welcome: 'Välkommen!',
  });
  expect(joined.body.can).toMatchObject({ join: false, leave: true, postTo: true, update: false });
  expect((await join(member, group)).body.memberCount).toBe(1);
  expect((await member.call('GET', '/me')).body.groups).toContainEqual({
    id: group.id,
    name: 'Gruppen',
    leader: false,
    state: 'member',
  });
  expect((await member.call('DELETE', `/groups/${group.id}/membership`)).status).toBe(204);
  expect((await member.call('DELETE', `/groups/${group.id}/membership`)).status).toBe(404);
  expect((await member.call('GET', `/groups/${group.id}`)).body.membership.state).toBe('none');
});

test.each(['approval', 'qualified'])(
  'into a group by %s one applies; a leader lets in or turns away',
  async (access) => {
    const group = await make({ access });
    expect((await join(member, group)).body).toMatchObject({
      membership: { state: 'applied' },
      memberCount: null,
      can: { join: false, leave: true, postTo: false },
    });
    await join(other, group);
    const waiting = await admin.call('GET', `/groups/${group.id}/members?state=applied`);
    expect(waiting.body.items.map(({ displayName }: { displayName: string }) => displayName).sort()).toEqual([
      'Mia',
      'Olle',
    ]);
    expect((await member.call('GET', `/groups/${group.id}/members`)).status).toBe(403);
    expect((await other.call('PATCH', `/groups/${group.id}/members/${other.id}`, { state: 'member' })).status).toBe(
      403,
    );

    const admitted = await admin.call('PATCH', `/groups/${group.id}/members/${member.id}`, {
      state: 'member',
      leader: true,
    });
    expect(admitted.body).toMatchObject({
      displayName: 'Mia',
      state: 'member',
      leader: true,
      can: { approve: false, appoint: true, remove: true },
    });
    const declined = await member.call('PATCH', `/groups/${group.id}/members/${other.id}`, { state: 'declined' });
    expect(declined.body).toMatchObject({ state: 'declined', can: { approve: false, remove: false } });
    expect((await other.call('GET', `/groups/${group.id}`)).body).toMatchObject({
      membership: { state: 'none' },
      leaders: [{ displayName: 'Mia' }],
      can: { join: true },
    });
    expect((await member.call('DELETE', `/groups/${group.id}/members/${admin.id}`)).status).toBe(404);
  },
);

test('a hidden group does not exist for anybody who is not in it, coordinators included', async () => {
  const hidden = await make({ name: 'De osynliga', access: 'hidden' });
  const nowhere = '98989898-9898-4898-8898-989898989898';
  for (const who of [member, coordinator]) {
    expect(await listed(who)).not.toContain(hidden.id);
    for (const [method, tail, body] of [
      ['GET', '', undefined],
      ['GET', '/members', undefined],
      ['POST', '/membership', undefined],
      ['DELETE', '/membership', undefined],
      ['PATCH', `/members/${who.id}`, { state: 'member' }],
      ['DELETE', `/members/${admin.id}`, undefined],
    ] as const) {
      const real = await who.call(method, `/groups/${hidden.id}${tail}`, body);
      const none = await who.call(method, `/groups/${nowhere}${tail}`, body);
      expect(real.status).toBe(404);
      expect({ ...real.body, traceId: 0 }).toEqual({ ...none.body, traceId: 0 });
    }
  }
  for (const tail of ['/archive', '/restore'])
    expect((await coordinator.call('POST', `/groups/${hidden.id}${tail}`)).status).toBe(404);
  expect((await coordinator.call('PATCH', `/groups/${hidden.id}`, { name: 'X' }, { 'if-match': '"v1"' })).status).toBe(
    404,
  );
  expect(await listed(admin)).toContain(hidden.id);
  await house.scope.run(
    club,
    async (em) =>
      void em.create(GroupMember, {
        groupId: hidden.id,
        personId: other.id,
        state: 'member',
        leader: false,
        since: new Date(),
      }),
  );
  expect(await listed(other)).toContain(hidden.id);
  expect((await other.call('GET', `/groups/${hidden.id}`)).body).toMatchObject({
    name: 'De osynliga',
    can: { leave: true, invite: false },
  });
});

test('an area in which there are only hidden groups is an area without groups', async () => {
  await make({ name: 'Dolda i Centrum', access: 'hidden', area: 'Centrum' });
  for (const area of ['Centrum', 'Ingenstans'])
    expect(await member.call('GET', `/groups?area=${area}`)).toMatchObject({
      status: 200,
      body: { items: [], next: null },
    });
});

test('a coordinator who makes a hidden group leads it, and so can see it', async () => {
  const mine = await make({ access: 'hidden' }, coordinator);
  expect(mine).toMatchObject({
    membership: { state: 'member', leader: true },
    leaders: [{ displayName: 'Cora' }],
    can: { update: true, invite: true },
  });
  expect(await listed(coordinator)).toContain(mine.id);
});

test('to another tenant no group exists', async () => {
  const group = await make({ access: 'open' });
  const clerk = await house.somebody('town', ['administrator']);
  expect(await listed(clerk)).toEqual([]);
  expect((await clerk.call('GET', `/groups/${group.id}`)).status).toBe(404);
  expect((await join(clerk, group)).status).toBe(404);
});

test('a change names the version it was made from, and only a newer one counts', async () => {
  const group = await make({});
  const patch = (version: number | null, body: object) =>
    admin.call('PATCH', `/groups/${group.id}`, body, version === null ? {} : { 'if-match': `"v${version}"` });
  expect((await patch(null, { name: 'A' })).status).toBe(428);
  const changed = await patch(1, { name: 'A', rules: [{ serviceType: 'language', ask: 'members', help: 'leaders' }] });
  expect(changed.body).toMatchObject({ name: 'A', version: 2 });
  expect(changed.headers['etag']).toMatch(/^"v2\./);
  expect((await patch(1, { name: 'B' })).status).toBe(412);
  expect((await patch(2, { area: 'Mars' })).body.code).toBe('group.area-unknown');
  expect((await patch(2, { rules: [changed.body.rules[0], changed.body.rules[0]] })).status).toBe(400);
});

test('an archived group leaves the list, takes nobody in, keeps its members, and can come back', async () => {
  const group = await make({});
  await join(member, group);
  const archived = await admin.call('POST', `/groups/${group.id}/archive`);
  expect(archived.body).toMatchObject({
    archivedAt: expect.any(String),
    can: { update: false, archive: false, postTo: false },
  });
  expect(await listed(admin)).not.toContain(group.id);
  expect(await listed(admin, '&archived=true')).toContain(group.id);
  expect((await join(other, group)).status).toBe(404);
  expect((await member.call('GET', `/groups/${group.id}`)).body).toMatchObject({
    membership: { state: 'member' },
    can: { postTo: false, leave: true },
  });
  expect((await member.call('POST', `/groups/${group.id}/restore`)).status).toBe(403);
  expect((await admin.call('POST', `/groups/${group.id}/restore`)).body).toMatchObject({
    archivedAt: null,
    memberCount: 1,
  });
});

test('the list pages in the order of names, and finds by kind, area and own', async () => {
  await house.addTenant('hamlet', 'municipality', ['Norr']);
  const clerk = await house.somebody('hamlet', ['administrator']);
  for (const [name, kind] of [
    ['C', 'need'],
    ['A', 'both'],
    ['B', 'resource'],
    ['B', 'need'],
  ])
    await make({ name, kind, area: name === 'C' ? 'Norr' : null }, clerk);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body }: { body: { items: Group[]; next: string | null } } = await clerk.call(
      'GET',
      `/groups?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    seen.push(...body.items.map(({ name }) => name));
    cursor = body.next;
  } while (cursor);
  expect(seen).toEqual(['A', 'B', 'B', 'C']);
  const names = async (query: string) =>
    (await clerk.call('GET', `/groups?${query}`)).body.items.map(({ name }: Group) => name);
  expect(await names('kind=resource')).toEqual(['A', 'B']);
  expect(await names('kind=need')).toEqual(['A', 'B', 'C']);
  expect(await names('area=Norr')).toEqual(['C']);
  expect(await names('mine=true')).toEqual([]);
  expect((await clerk.call('GET', '/groups?cursor=abc')).body.code).toBe('input.cursor');
});

test('a page is as long as it was asked to be, however many hidden groups lie between, and the last one says so', async () => {
  await house.addTenant('village', 'association');
  const founder = await house.somebody('village', ['administrator']);
  const reader = await house.somebody('village', ['member']);
  for (const [at, name] of ['A', 'B', 'C', 'D', 'E'].entries())
    await make({ name, access: at % 2 ? 'hidden' : 'open' }, founder);
  const first = (await reader.call('GET', '/groups?limit=2')).body;
  expect(first.items.map(({ name }: Group) => name)).toEqual(['A', 'C']);
  const second = (await reader.call('GET', `/groups?limit=2&cursor=${first.next}`)).body;
  expect([second.items.map(({ name }: Group) => name), second.next]).toEqual([['E'], null]);
});

test('what one tenant is asked has no part in what another answers', async () => {
  await house.addTenant('north', 'association', ['Norr']);
  await house.addTenant('south', 'association', ['Söder']);
  const [north, south] = [
    await house.somebody('north', ['administrator']),
    await house.somebody('south', ['administrator']),
  ];
  for (const [who, at] of [
    [north, 'Norr'],
    [south, 'Söder'],
    [north, 'Norr'],
  ] as const)
    for (const area of ['Norr', 'Söder']) {
      const made = await who.call('POST', '/groups', { name: area, kind: 'both', access: 'open', area });
      expect([at, area, made.status]).toEqual([at, area, area === at ? 201 : 422]);
    }
});

test('the members page lists those who wait first, without losing anybody', async () => {
  const group = await make({ access: 'approval' });
  const people = await Promise.all(Array.from({ length: 7 }, () => house.somebody('club', ['member'])));
  for (const who of people) await join(who, group);
  for (const who of people.slice(0, 4))
    await admin.call('PATCH', `/groups/${group.id}/members/${who.id}`, { state: 'member' });
  const seen: { personId: string; state: string }[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await admin.call('GET', `/groups/${group.id}/members?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...body.items);
    cursor = body.next;
  } while (cursor);
  expect(seen.map(({ state }) => state)).toEqual([
    'applied',
    'applied',
    'applied',
    'member',
    'member',
    'member',
    'member',
  ]);
  expect(new Set(seen.map(({ personId }) => personId)).size).toBe(7);
});

test('the audience is counted as the rules have it: each person once, the asker never', async () => {
  const rules = (help: string) => ({ rules: [{ serviceType: 'social', ask: 'members', help }] });
  const [all, led, none] = [
    await make({ name: 'a', ...rules('members') }),
    await make({ name: 'b', ...rules('leaders') }),
    await make({ name: 'c', ...rules('nobody') }),
  ];
  for (const group of [all, led, none]) for (const who of [member, other, coordinator]) await join(who, group);
  await admin.call('PATCH', `/groups/${led.id}/members/${coordinator.id}`, { leader: true });
  const count = (serviceType: 'social' | 'delivery') =>
    house.scope.run(club, async (em) => {
      const groups = await em.find(Group, { id: { $in: [all.id, led.id, none.id] } }, { orderBy: { name: 'asc' } });
      return house.app.get(Audience).count(groups, serviceType, member.id);
    });
  expect(await count('social')).toMatchObject({ people: 2, groups: [{ people: 2 }, { people: 1 }, { people: 0 }] });
  expect(await count('delivery')).toMatchObject({ people: 0 });
});
