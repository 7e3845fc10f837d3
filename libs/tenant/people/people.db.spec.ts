// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Audit, AuditEvent } from '#tenant/audit';
import { GroupMember } from '#tenant/groups';
import { Membership, Person } from '#tenant/people';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let town: TenantId;
let admin: Somebody;
beforeAll(async () => {
  house = await tenantHouse();
  town = await house.addTenant('town', 'municipality');
  await house.addTenant('club', 'association');
  admin = await house.somebody('town', ['administrator'], 'Örjan Ask');
});
afterAll(() => house.close());

test('administrators and coordinators list people; residents, staff and strangers do not', async () => {
  for (const [roles, status] of [
    [['coordinator'], 200],
    [['resident'], 403],
    [['staff'], 403],
    [[], 403],
  ] as const) {
    const somebody = await house.somebody('town', roles);
    expect((await somebody.call('GET', '/people')).status).toBe(status);
  }
  expect((await house.as('town', null).call('GET', '/people')).status).toBe(401);
});

test('the list pages in the order of names, finds by a part of a name and by role, and finds no wildcard', async () => {
  for (const name of ['Åsa Berg', 'asta Berg', 'Zara', '100% Nöjd']) await house.somebody('town', ['resident'], name);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const answer = await admin.call('GET', `/people?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    seen.push(...answer.body.items.map((person: { displayName: string }) => person.displayName));
    cursor = answer.body.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(await house.scope.run(town, (em) => em.count(Person)));
  const names = async (query: string) =>
    (await admin.call('GET', `/people?${query}`)).body.items.map((p: { displayName: string }) => p.displayName).sort();
  expect(await names('q=BERG')).toEqual(['asta Berg', 'Åsa Berg'].sort());
  expect(await names('q=%25')).toEqual(['100% Nöjd']);
  expect(await names('role=administrator')).toEqual(['Örjan Ask']);
});

test("another tenant's people do not exist here", async () => {
  const elsewhere = await house.somebody('club', ['member'], 'Hemlig Medlem');
  expect(JSON.stringify((await admin.call('GET', '/people?limit=100')).body)).not.toContain('Hemlig');
  expect((await admin.call('DELETE', `/people/${elsewhere.id}`)).body.code).toBe('not-found');
  expect((await house.as('town', elsewhere.id).call('GET', '/me')).status).toBe(401);
});

test('how many elsewhere have a name takes nothing from what a search finds here', async () => {
  const clerk = await house.somebody('club', ['administrator']);
  for (let number = 1; number <= 12; number += 1) await house.somebody('club', ['member'], `Namne ${number}`);
  expect((await clerk.call('GET', '/people?q=namne&limit=100')).body.items).toHaveLength(12);
  await house.somebody('town', ['resident'], 'Ensam Namne');
  expect((await admin.call('GET', '/people?q=namne&limit=1')).body.items).toMatchObject([
    { displayName: 'Ensam Namne' },
  ]);
});

test('roles become exactly what the administrator says, and only roles that exist here', async () => {
  const vera = await house.somebody('town', ['staff'], 'Vera');
  const answer = await admin.call('PUT', `/people/${vera.id}/roles`, {
    roles: [{ role: 'staff' }, { role: 'coordinator' }],
  });
  expect(answer.body.roles).toEqual([
    { role: 'coordinator', unitId: null },
    { role: 'staff', unitId: null },
  ]);
  expect((await vera.call('GET', '/me')).body.can).toMatchObject({ 'people.read': true, 'tenant.update': false });
  expect((await admin.call('PUT', `/people/${vera.id}/roles`, { roles: [] })).body.roles).toEqual([]);
  const wrong = await admin.call('PUT', `/people/${vera.id}/roles`, { roles: [{ role: 'staff' }, { role: 'member' }] });
  expect(wrong.body).toMatchObject({
    status: 422,
    code: 'person.role-not-here',
    errors: [{ pointer: '/roles/1/role' }],
  });
  expect((await vera.call('PUT', `/people/${vera.id}/roles`, { roles: [{ role: 'administrator' }] })).status).toBe(403);
});

test('one administrator always remains, whichever way the last one goes', async () => {
  for (const [method, path, body] of [
    ['DELETE', '/me', undefined],
    ['DELETE', `/people/${admin.id}`, undefined],
    ['PUT', `/people/${admin.id}/roles`, { roles: [{ role: 'coordinator' }] }],
  ] as const) {
    expect((await admin.call(method, path, body)).body).toMatchObject({
      status: 409,
      code: 'person.last-administrator',
    });
  }
});

test('of two administrators who leave at once, one is kept', async () => {
  await house.addTenant('hamlet', 'municipality');
  const [one, two] = [
    await house.somebody('hamlet', ['administrator']),
    await house.somebody('hamlet', ['administrator']),
  ];
  const answers = await Promise.all([one.call('DELETE', '/me'), two.call('DELETE', '/me')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

test('whoever leaves is forgotten at once: name, subject, roles, groups, sessions; the chain of changes keeps an id', async () => {
  const lisa = await house.somebody('town', ['resident'], 'Lisa Lind');
  const group = (await admin.call('POST', '/groups', { name: 'Söder', kind: 'both', access: 'open' })).body;
  await lisa.call('POST', `/groups/${group.id}/membership`);
  expect((await lisa.call('DELETE', '/me')).status).toBe(204);
  expect((await lisa.call('GET', '/me')).status).toBe(401);
  expect(house.ended).toContain(lisa.id);
  await house.scope.run(town, async (em) => {
    const left = await em.findOneOrFail(Person, { id: lisa.id });
    expect(left).toMatchObject({
      displayName: '',
      nameKey: '',
      subject: null,
      numberHash: null,
      leftAt: expect.any(Date),
    });
    expect(await em.count(Membership, { personId: lisa.id })).toBe(0);
    expect(await em.count(GroupMember, { personId: lisa.id })).toBe(0);
    const events = await em.find(AuditEvent, { subjectId: lisa.id });
    expect(events.map(({ verb }) => verb)).toContain('leave');
    expect(JSON.stringify(events)).not.toContain('Lind');
  });
  expect(JSON.stringify((await admin.call('GET', '/people?limit=100')).body)).not.toContain(lisa.id);
  expect(await house.scope.run(town, () => house.app.get(Audit).verify())).toMatchObject({ whole: true });
});

test('an administrator removes somebody, who is then nobody here', async () => {
  const sven = await house.somebody('town', ['resident']);
  const wrongdoer = await house.somebody('town', ['coordinator']);
  expect((await wrongdoer.call('DELETE', `/people/${sven.id}`)).status).toBe(403);
  expect((await admin.call('DELETE', `/people/${sven.id}`)).status).toBe(204);
  expect((await admin.call('DELETE', `/people/${sven.id}`)).status).toBe(404);
});
