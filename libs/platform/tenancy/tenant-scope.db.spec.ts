// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { abilityFor, accessibleBy, type Actor, type Policy } from '#platform/authz';
import { defineEntity, p } from '@mikro-orm/core';
import { Client } from 'pg';
import type { PersonId, TenantId } from '#kernel';
import { checkDatabase, tenantColumns, tenantOwned } from '#platform/tenancy';
import { testDatabase, violationsOf, type TestDatabase } from '#testing';

const ShelfSchema = defineEntity({
  name: 'Shelf',
  ...tenantOwned('shelf'),
  properties: { ...tenantColumns, name: p.string(), readers: p.array().columnType('uuid[]') },
  uniques: [{ properties: ['tenantId', 'name'] }],
});
class Shelf extends ShelfSchema.class {}
ShelfSchema.setClass(Shelf);

const BookSchema = defineEntity({
  name: 'Book',
  ...tenantOwned('book', [{ column: 'shelfId', to: 'shelf', onDelete: 'restrict' }]),
  properties: { ...tenantColumns, shelfId: p.uuid() },
  indexes: [{ properties: ['tenantId', 'shelfId'] }],
});
class Book extends BookSchema.class {}
BookSchema.setClass(Book);

let database: TestDatabase;
let town: TenantId;
let club: TenantId;
let shelfId: string;
const reader = '77777777-7777-4777-8777-777777777777';

beforeAll(async () => {
  database = await testDatabase([Shelf, Book], { allowUnnamedTenant: true });
  town = await database.addTenant('town');
  club = await database.addTenant('club', 'association');
  shelfId = await database.scope.run(club, async (em) => {
    const shelf = em.create(Shelf, { name: 'Hidden', readers: [reader] });
    await em.flush();
    return shelf.id;
  });
});
afterAll(() => database.close());

test('a row belongs to the tenant of its scope and only that tenant can see it', async () => {
  expect(await database.scope.run(club, (em) => em.count(Shelf))).toBe(1);
  expect(await database.scope.run(town, (em) => em.count(Shelf))).toBe(0);
  expect(await database.scope.run(town, (em) => em.findOne(Shelf, { id: shelfId }))).toBeNull();
});

test('hand-written SQL is under the wall even when it forgets the tenant', async () => {
  expect(await database.scope.run(town, () => database.scope.rows('select * from shelf'))).toEqual([]);
  expect(
    await database.scope.run(club, () => database.scope.rows('select id from shelf where tenant_id = :tenant')),
  ).toEqual([{ id: shelfId }]);
});

test.each([[[]], [['Söder', 'a,b', '{"c"}', '\\', "d'e", '']]])('a list of words, %j, is one array', async (words) => {
  const [row] = await database.scope.run(town, () =>
    database.scope.rows<{ words: string[] }>('select :words::text[] as words', { words }),
  );
  expect(row?.words).toEqual(words);
});

test('a tenant cannot write a row for another tenant', async () => {
  const forge = database.scope.run(town, async (em) => {
    em.create(Shelf, { name: 'Spy', tenantId: club, readers: [] });
    await em.flush();
  });
  await expect(forge).rejects.toThrow(/row-level security/);
});

test("another tenant's row cannot be referenced, and answers like one that is nowhere", async () => {
  const point = (id: string) =>
    database.scope.run(town, async (em) => {
      em.create(Book, { shelfId: id });
      await em.flush();
    });
  const hidden = await point(shelfId).catch((error: Error) => error.message.replaceAll(shelfId, 'ID'));
  const nowhere = await point('98989898-9898-4898-8898-989898989898').catch((error: Error) =>
    error.message.replaceAll('98989898-9898-4898-8898-989898989898', 'ID'),
  );
  expect(hidden).toMatch(/foreign key/);
  expect(strip(hidden)).toBe(strip(nowhere));
});
const strip = (message: unknown) => String(message).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');

test('two tenants may use the same name', async () => {
  await database.scope.run(town, async (em) => {
    em.create(Shelf, { name: 'Hidden', readers: [] });
    await em.flush();
  });
  expect(await database.scope.run(town, (em) => em.count(Shelf))).toBe(1);
});

test('outside a scope nothing can be read', async () => {
  await expect((async () => database.orm.em.find(Shelf, {}))()).rejects.toThrow();
  await expect((async () => database.orm.em.fork().find(Shelf, {}))()).rejects.toThrow(/tenant/);
  const raw = await database.orm.em.fork().execute<unknown[]>('select * from shelf');
  expect(raw).toEqual([]);
});

test('what an aborted scope wrote is gone, and its after-commit work never runs', async () => {
  let ran = false;
  const aborted = database.scope.run(club, async (em) => {
    em.create(Shelf, { name: 'Lost', readers: [] });
    await em.flush();
    database.scope.afterCommit(() => {
      ran = true;
    });
    throw new Error('stop');
  });
  await expect(aborted).rejects.toThrow('stop');
  expect(ran).toBe(false);
  expect(await database.scope.run(club, (em) => em.count(Shelf))).toBe(1);
});

test('a rule about an array column means the same in a list and in a check', async () => {
  const policy: Policy<'read', typeof Shelf> = (actor, { can }) => {
    can('read', Shelf, { readers: { $elemMatch: { $in: [actor.personId] } } as never });
  };
  const actor = (personId: string): Actor => ({
    personId: personId as PersonId,
    roles: [],
    unitIds: [],
    groupIds: [],
    leadsGroupIds: [],
  });
  for (const [who, seen] of [
    [reader, 1],
    ['66666666-6666-4666-8666-666666666666', 0],
  ] as const) {
    const ability = abilityFor(actor(who), [policy]);
    const listed = await database.scope.run(club, (em) =>
      em.find(Shelf, accessibleBy(ability, 'read', Shelf) ?? { id: [] }),
    );
    expect(listed).toHaveLength(seen);
    const shelf = await database.scope.run(club, (em) => em.findOneOrFail(Shelf, { id: shelfId }));
    expect(ability.can('read', shelf)).toBe(seen === 1);
  }
});

test('a statement that does not name the tenant is reported when the test closes its database', async () => {
  const strict = await testDatabase([Shelf, Book]);
  const tenant = await strict.addTenant('strict');
  await strict.scope.run(tenant, async (em) => {
    await em.find(Shelf, { name: 'x' });
    await strict.scope.rows(
      'select s.id from shelf s join book b on b.shelf_id = s.id and b.tenant_id = s.tenant_id where s.tenant_id = :tenant',
    );
    await strict.scope.rows('select id from book where shelf_id is not null');
  });
  await expect(strict.close()).rejects.toThrow(/naming the tenant:\nselect id from book where shelf_id is not null$/);
});

test('the catalog check is content with the tables made from entities', async () => {
  const client = new Client({ connectionString: database.urls.app });
  await client.connect();
  expect(await checkDatabase(client)).toEqual([]);
  await client.end();
});

test.each([
  ['alter table shelf no force row level security', /forced/],
  ['drop policy tenant_guard on shelf', /guard/],
  ['alter policy tenant_guard on shelf using (true)', /guard/],
  ['create unique index planted on shelf (id, name)', /lacks tenant_id/],
  ['create index planted on shelf (name)', /does not start/],
  ['create table planted (id uuid primary key)', /no tenant_id/],
  ['create view planted as select * from shelf', /security_invoker/],
  ['create sequence planted', /sequence/],
  ['alter table shelf owner to handslag_app', /owned by the application role|can log in/],
  ['alter role handslag_app bypassrls', /bypasses/],
  ['alter table shelf rename to audit_event', /partitioned by month/],
  [
    'create table planted (tenant_id uuid, at date) partition by range (at); create table part partition of planted default; grant select on part to handslag_app',
    /past the wall/,
  ],
])('the catalog check finds: %s', async (planted, rule) => {
  const found = await violationsOf(database, planted);
  expect(found.map((violation) => violation.rule).join('\n')).toMatch(rule);
});

test('whom the database makes give way in a deadlock begins anew, and what follows the commit happens once', async () => {
  const [one, other] = await database.scope.run(town, async (em) => {
    const shelves = ['A', 'B'].map((name) => em.create(Shelf, { name, readers: [] }));
    await em.flush();
    return shelves.map(({ id }) => id) as [string, string];
  });
  const log: string[] = [];
  let holding = 0;
  let bothHold: () => void = () => undefined;
  const met = new Promise<void>((resolve) => (bothHold = resolve));
  const lock = (id: string) =>
    database.scope.rows('select 1 from shelf s where s.tenant_id = :tenant and s.id = :id for update', { id });
  const crossing = (name: string, first: string, second: string) =>
    database.scope.run(town, async () => {
      log.push(`${name} begins`);
      await lock(first);
      holding += 1;
      if (holding === 2) bothHold();
      await met;
      await lock(second);
      database.scope.afterCommit(() => void log.push(`${name} is done`));
      return name;
    });
  expect(await Promise.all([crossing('one', one, other), crossing('other', other, one)])).toEqual(['one', 'other']);
  expect(log.filter((line) => line.endsWith('begins')).length).toBeGreaterThan(2);
  expect(log.filter((line) => line.endsWith('done')).sort()).toEqual(['one is done', 'other is done']);
});

test('whom the database makes give way again and again is told so in the end', async () => {
  let begun = 0;
  const failing = database.scope.run(town, () => {
    begun += 1;
    return Promise.reject(Object.assign(new Error('40P01'), { code: '40P01' }));
  });
  await expect(failing).rejects.toThrow('40P01');
  expect(begun).toBe(5);
});

test('any other failure is told at once', async () => {
  let begun = 0;
  const failing = database.scope.run(town, () => {
    begun += 1;
    return Promise.reject(Object.assign(new Error('23505'), { code: '23505' }));
  });
  await expect(failing).rejects.toThrow('23505');
  expect(begun).toBe(1);
});
