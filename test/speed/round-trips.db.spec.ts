// SPDX-License-Identifier: EUPL-1.2
// What a scope costs on the wire: waits are what makes it slow.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { SystemRandomness, type TenantId } from '#kernel';
import { openDatabase, tenantColumns, tenantOwned, TenantScope } from '#platform/tenancy';
import { testDatabase, type TestDatabase } from '#testing';
import { CountingDoor } from '../../bench/speed/statements.ts';

const ShelfSchema = defineEntity({
  name: 'Shelf',
  ...tenantOwned('shelf'),
  properties: { ...tenantColumns, name: p.string() },
});
class Shelf extends ShelfSchema.class {}
ShelfSchema.setClass(Shelf);

let database: TestDatabase;
let door: CountingDoor;
let orm: MikroORM;
let scope: TenantScope;
let town: TenantId;
beforeAll(async () => {
  database = await testDatabase([Shelf]);
  town = await database.addTenant('town');
  const url = new URL(database.urls.app);
  door = await CountingDoor.before(Number(url.port));
  url.hostname = '127.0.0.1';
  url.port = String(door.port);
  orm = await openDatabase({ url: url.href, entities: [Shelf], poolSize: 1 });
  scope = new TenantScope(orm, new SystemRandomness());
});
afterAll(async () => {
  await orm.close(true);
  door.close();
  await database.close();
});

const look = () => scope.run(town, (em) => em.find(Shelf, { name: 'x' }));

test('a scope with one statement waits twice: for the statement, and for the commit', async () => {
  for (let time = 0; time < 8; time += 1) await look();
  door.take();
  await look();
  const { texts, roundTrips } = door.take();
  expect(texts).toEqual([
    'begin',
    'select app.set_ctx($1)',
    expect.stringMatching(/^select .* from "shelf"/),
    'commit',
  ]);
  expect(roundTrips).toBe(2);
});

test('one that fails waits twice as well, and one that asks nothing not at all', async () => {
  door.take();
  await expect(scope.run(town, () => scope.rows('select 1 / 0'))).rejects.toThrow(/division/);
  expect(door.take()).toMatchObject({
    roundTrips: 2,
    texts: ['begin', 'select app.set_ctx($1)', 'select 1 / 0', 'rollback'],
  });
  await scope.run(town, () => Promise.resolve());
  expect(door.take()).toMatchObject({ roundTrips: 0, texts: [] });
});
