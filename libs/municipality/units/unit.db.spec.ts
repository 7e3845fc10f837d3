// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PersonId, TenantId } from '#kernel';
import type { Role } from '#platform/authz';
import { Actors, Sessions } from '#platform/http';
import type { Feature } from '#platform/plane';
import { audit } from '#tenant/audit';
import { Membership, Person } from '#tenant/people';
import { trail } from '#tenant/trail';
import { waiting } from '#tenant/waiting';
import { testDatabase, testPlane, type TestDatabase } from '#testing';
import { units } from './index.ts';

let database: TestDatabase;
let app: NestFastifyApplication;
let town: TenantId;
let role: Role = 'administrator';
const personId = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as PersonId;

@Global()
@Module({
  providers: [
    {
      provide: Sessions,
      useValue: { find: () => Promise.resolve({ sessionId: 's', tenantId: town, personId, startedAt: new Date() }) },
    },
    {
      provide: Actors,
      useValue: {
        load: () =>
          Promise.resolve({
            personId,
            roles: [role],
            unitIds: [],
            groupIds: [],
            leadsGroupIds: [],
            termsAccepted: true,
          }),
      },
    },
  ],
  exports: [Sessions, Actors],
})
class DoorModule {}
const door: Feature = { module: DoorModule, entities: [Person, Membership], policies: [] };
const features = [door, audit, waiting, trail, units];

beforeAll(async () => {
  database = await testDatabase(features);
  town = await database.addTenant('helsingborg');
  app = await testPlane('municipal', database, features);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, body?: object, version?: number) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: {
      host: 'helsingborg.localhost',
      'sec-fetch-site': 'same-origin',
      ...(version ? { 'if-match': `"v${version}"` } : {}),
    },
    ...(body ? { payload: body } : {}),
  });
const library = { name: 'Biblioteket', functionAddress: 'biblioteket@helsingborg.localhost:4100' };

test('an administrator founds, renames and removes a unit', async () => {
  const made = await send('POST', '/units', library);
  expect(made.statusCode).toBe(201);
  const { id } = made.json<{ id: string }>();
  expect(made.json()).toMatchObject({ ...library, version: 1, can: { update: true, remove: true } });
  const renamed = await send('PATCH', `/units/${id}`, { name: 'Stadsbiblioteket' }, 1);
  expect(renamed.json()).toMatchObject({
    name: 'Stadsbiblioteket',
    functionAddress: library.functionAddress,
    version: 2,
  });
  expect((await send('PATCH', `/units/${id}`, { name: 'Late' }, 1)).json()).toMatchObject({ status: 412 });
  expect((await send('DELETE', `/units/${id}`)).statusCode).toBe(204);
  expect((await send('GET', '/units')).json()).toEqual({ items: [], next: null });
});

test("a unit's address lies at the municipality's own host, and is nobody else's", async () => {
  const elsewhere = await send('POST', '/units', { ...library, functionAddress: 'biblioteket@melhus.localhost' });
  expect(elsewhere.json()).toMatchObject({ status: 422, code: 'unit.address-elsewhere' });
  await send('POST', '/units', library);
  expect((await send('POST', '/units', { ...library, name: 'Other' })).json()).toMatchObject({
    status: 409,
    code: 'unit.address-taken',
  });
  expect(
    (await send('POST', '/units', { ...library, functionAddress: 'b@helsingborg.localhost' })).json(),
  ).toMatchObject({ code: 'unit.name-taken' });
});

test('a unit with staff is not removed; one without waits for the administrator', async () => {
  const { id } = (
    await send('POST', '/units', { name: 'Hemtjänsten', functionAddress: 'hemtjansten@helsingborg.localhost' })
  ).json<{ id: string }>();
  await database.scope.run(town, async (em) => {
    const nurse = Person.arrived({ door: 'staff', subject: 's1', numberHash: null, displayName: 'Vera' }, new Date());
    em.persist(nurse);
    await em.flush();
    em.create(Membership, { personId: nurse.id, role: 'staff', unitId: id, since: new Date() });
    await em.flush();
  });
  expect((await send('DELETE', `/units/${id}`)).json()).toMatchObject({ status: 409, code: 'unit.in-use' });
  const { items } = (await send('GET', '/units')).json<{ items: { id: string }[] }>();
  const unstaffed = items.filter((unit) => unit.id !== id);
  expect((await send('GET', '/waiting')).json()).toEqual({
    items: [{ kind: 'unstaffed', count: unstaffed.length, since: null, id: unstaffed[0]?.id }],
  });
});

test('staff read the units, page by page, and change none; residents do not meet them', async () => {
  role = 'staff';
  const first = (await send('GET', '/units?limit=1')).json<{ items: { name: string; can: object }[]; next: string }>();
  expect(first.items).toMatchObject([{ name: 'Biblioteket', can: { update: false, remove: false } }]);
  const second = (await send('GET', `/units?limit=1&cursor=${first.next}`)).json();
  expect(second).toMatchObject({ items: [{ name: 'Hemtjänsten' }], next: null });
  expect((await send('POST', '/units', library)).statusCode).toBe(403);
  role = 'resident';
  expect((await send('GET', '/units')).statusCode).toBe(403);
});
