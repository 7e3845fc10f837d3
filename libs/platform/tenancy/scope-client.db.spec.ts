// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { Client, type Pool } from 'pg';
import { SystemRandomness, type TenantId } from '#kernel';
import { openDatabase, tenantColumns, tenantOwned, TenantScope } from '#platform/tenancy';
import { testDatabase, type TestDatabase } from '#testing';
import { Statement } from './statement.ts';

const ShelfSchema = defineEntity({
  name: 'Shelf',
  ...tenantOwned('shelf'),
  properties: { ...tenantColumns, name: p.string() },
  uniques: [{ properties: ['tenantId', 'name'] }],
});
class Shelf extends ShelfSchema.class {}
ShelfSchema.setClass(Shelf);

let database: TestDatabase;
let superuser: Client;
let town: TenantId;
let club: TenantId;
beforeAll(async () => {
  database = await testDatabase([Shelf], { allowUnnamedTenant: true });
  town = await database.addTenant('town');
  club = await database.addTenant('club', 'association');
  superuser = new Client({ connectionString: database.urls.superuser });
  await superuser.connect();
  for (const [tenant, name] of [
    [town, 'of the town'],
    [club, 'of the club'],
  ] as const)
    await database.scope.run(tenant, async (em) => {
      em.create(Shelf, { name });
      await em.flush();
    });
});
afterAll(async () => {
  await superuser.end();
  await database.close();
});

/** A database with one connection, so that everybody comes by it. */
class OneConnection {
  private constructor(
    readonly orm: MikroORM,
    readonly scope: TenantScope,
  ) {}

  static async open(prepares?: boolean): Promise<OneConnection> {
    const orm = await openDatabase({ url: database.urls.app, entities: [Shelf], poolSize: 1, prepares });
    return new OneConnection(orm, new TenantScope(orm, new SystemRandomness()));
  }

  ask = <T extends object>(tenant: TenantId, sql: string, values: Record<string, unknown> = {}): Promise<T[]> =>
    this.scope.run(tenant, () => this.scope.rows<T>(sql, values));

  async often(tenant: TenantId, sql: string, values: Record<string, unknown> = {}): Promise<void> {
    for (let time = 0; time < 8; time += 1) await this.ask(tenant, sql, values);
  }

  names = async (tenant: TenantId): Promise<string[]> =>
    (await this.ask<{ name: string }>(tenant, allNames)).map(({ name }) => name);

  prepared = (): Promise<{ statement: string; plans: number }[]> =>
    this.ask(town, 'select statement, (generic_plans + custom_plans)::int as plans from pg_prepared_statements');

  pid = async (): Promise<number> =>
    (await this.ask<{ pid: number }>(town, 'select pg_backend_pid() as pid'))[0]?.pid ?? 0;

  pool = (): Promise<Pool> => this.orm.em.getConnection().getNativeClient();

  close = (): Promise<void> => this.orm.close(true);
}

/** Names no tenant, so that only the wall keeps the others' out. */
const allNames = 'select name from shelf order by name';

async function withOne(work: (one: OneConnection) => Promise<void>, prepares?: boolean): Promise<void> {
  const one = await OneConnection.open(prepares);
  try {
    await work(one);
  } finally {
    await one.close();
  }
}

async function expectTheWall(one: OneConnection): Promise<void> {
  expect(await one.names(town)).toEqual(['of the town']);
  expect(await one.names(club)).toEqual(['of the club']);
  expect(await one.orm.em.fork().execute(allNames)).toEqual([]);
}

describe.each(['auto', 'force_generic_plan', 'force_custom_plan'])('with plans made as in %s', (mode) => {
  beforeAll(() => superuser.query(`alter role handslag_app set plan_cache_mode = ${mode}`));
  afterAll(() => superuser.query('alter role handslag_app reset plan_cache_mode'));

  test('a prepared statement shows each tenant its own rows, and nobody anything without one', () =>
    withOne(async (one) => {
      for (let time = 0; time < 12; time += 1) await expectTheWall(one);
      const found = (await one.prepared()).find(({ statement }) => statement === allNames);
      expect(found?.plans).toBeGreaterThan(20);
    }));

  test('nor does it when the tenant that it names is another than the one it is asked as', () =>
    withOne(async (one) => {
      const named = 'select name from shelf s where s.tenant_id = :of';
      await one.often(town, named, { of: town });
      expect(await one.ask(town, named, { of: town })).toHaveLength(1);
      expect(await one.ask(town, named, { of: club })).toEqual([]);
      expect(await one.ask(club, named, { of: town })).toEqual([]);
      const forged = 'insert into shelf (tenant_id, id, name) values (:of, gen_random_uuid(), :name) returning 1';
      for (let time = 0; time < 8; time += 1) await one.ask(town, forged, { of: town, name: `${mode} ${time}` });
      expect((await one.prepared()).map(({ statement }) => statement)).toContainEqual(expect.stringMatching(/^insert/));
      await expect(one.ask(town, forged, { of: club, name: 'forged' })).rejects.toThrow(/row-level security/);
      await one.ask(town, 'delete from shelf s where s.tenant_id = :tenant and s.name <> :name', {
        name: 'of the town',
      });
    }));
});

test('what fails leaves no tenant on the connection', () =>
  withOne(async (one) => {
    await one.often(club, allNames);
    const pid = await one.pid();
    const twice = `insert into shelf (tenant_id, id, name) values (:tenant, gen_random_uuid(), 'of the club')`;
    for (let time = 0; time < 6; time += 1) {
      await expect(one.ask(club, twice)).rejects.toThrow(/duplicate key/);
      await expectTheWall(one);
    }
    await expect(
      one.scope.run(club, async () => {
        await one.scope.rows(allNames);
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');
    await expectTheWall(one);
    expect(await one.pid()).toBe(pid);
  }));

test.each([
  ['pg_cancel_backend', /canceling statement/],
  ['pg_terminate_backend', /terminat/],
])('nor does what somebody else ends by %s', async (ends, says) => {
  await withOne(async (one) => {
    await one.often(club, allNames);
    for (let time = 0; time < 4; time += 1) {
      const sleeps = expect(one.ask(club, 'select pg_sleep(60)')).rejects.toThrow(says);
      let ended = 0;
      while (ended === 0) {
        const { rowCount } = await superuser.query(
          `select ${ends}(pid) from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active' and pid <> pg_backend_pid()`,
        );
        ended = rowCount ?? 0;
      }
      await sleeps;
      await expectTheWall(one);
    }
  });
});

test('a scope that cannot be opened says so, its first statement is not carried out, and the next one opens', () =>
  withOne(async (one) => {
    const adds = `insert into shelf (tenant_id, id, name) values ('${town}', gen_random_uuid(), 'stray')`;
    for (let time = 0; time < 5; time += 1)
      await expect(one.ask('nobody' as TenantId, adds)).rejects.toThrow(/^.*The scope could not be opened.*uuid/s);
    await expectTheWall(one);
  }));

test('a scope that asks nothing costs nothing', () =>
  withOne(async (one) => {
    const pid = await one.pid();
    const last = async () =>
      (await superuser.query('select state_change from pg_stat_activity where pid = $1', [pid])).rows;
    const before = await last();
    expect(await one.scope.run(club, () => Promise.resolve('done'))).toBe('done');
    expect(await last()).toEqual(before);
  }));

test('a prepared statement whose table has changed, or that the server has forgotten, is asked anew', () =>
  withOne(async (one) => {
    const everything = 'select * from shelf s where s.tenant_id = :tenant';
    await one.often(town, everything);
    await superuser.query('alter table shelf add column colour text');
    expect(await one.ask(town, everything)).toEqual([expect.objectContaining({ name: 'of the town', colour: null })]);
    await superuser.query('alter table shelf drop column colour');
    await one.often(town, everything);
    await one.ask(town, 'deallocate all');
    expect(await one.ask(club, everything)).toEqual([expect.objectContaining({ name: 'of the club' })]);
    await expectTheWall(one);
  }));

test('values mean the same in the text and beside it', () =>
  withOne(async (one) => {
    const asked = `select :text::text as text, :at::timestamptz as at, :small + 1 as small, pg_typeof(:small)::text as int,
      :large + 1 as large, :half * 2 as half, pg_typeof(:half)::text as fraction, :yes as yes, :none::text as none,
      :words::text[] as words, :json::jsonb as json, 7 / :small as whole`;
    const values = {
      text: `d'or \\ "ö" ? $1 :x \n`,
      at: new Date('2026-03-29T00:59:59.999Z'),
      small: -2,
      large: 2 ** 40,
      half: 0.5,
      yes: true,
      none: null,
      words: ['a,b', '{"c"}', '\\', ''],
      json: JSON.stringify({ a: [1, "'"] }),
    };
    const [first] = await one.ask(town, asked, values);
    expect(first).toMatchObject({ text: values.text, int: 'integer', fraction: 'numeric', small: -1, whole: -3 });
    for (let time = 0; time < 8; time += 1) expect(await one.ask(town, asked, values)).toEqual([first]);
    expect((await one.prepared()).map(({ statement }) => statement)).toContainEqual(expect.stringMatching(/\$1::text/));
  }));

test('what cannot be prepared, and lists of any length, are asked with their values in the text', () =>
  withOne(async (one) => {
    const odd = 'select 1 as one where :word is null';
    for (let time = 0; time < 8; time += 1) expect(await one.ask(town, odd, { word: 'x' })).toEqual([]);
    for (let time = 0; time < 8; time += 1)
      await one.scope.run(town, (em) => em.find(Shelf, { name: { $in: ['a', 'b', 'c'] } }));
    for (let time = 0; time < 8; time += 1)
      await one.scope.run(town, async (em) => {
        for (const name of ['a', 'b']) em.create(Shelf, { name: `${name} ${time}` });
        await em.flush();
        await em.nativeDelete(Shelf, { name: [`a ${time}`, `b ${time}`] });
      });
    const texts = (await one.prepared()).map(({ statement }) => statement).join('\n');
    expect(texts).toContain('app.set_ctx');
    expect(texts).not.toMatch(/is null|\bin \(|insert/);
  }));

test('one that cannot be prepared does not keep those from it that were asked in the same transaction', () =>
  withOne(async (one) => {
    const several = async () => {
      await one.scope.rows('select 1 as first');
      await one.scope.rows('select 1 as odd where :word is null', { word: 'x' });
      await one.scope.rows('select 1 as third');
    };
    for (let time = 0; time < 8; time += 1) await one.scope.run(town, several);
    const texts = (await one.prepared()).map(({ statement }) => statement);
    expect(texts).toEqual(expect.arrayContaining(['select 1 as first', 'select 1 as third', 'select app.set_ctx($1)']));
    expect(texts.join()).not.toContain('odd');
  }));

test('a connection keeps two hundred prepared statements, those that were used last', () =>
  withOne(async (one) => {
    for (let n = 0; n < 220; n += 1) for (let time = 0; time < 4; time += 1) await one.ask(town, `select ${n} as n`);
    const texts = (await one.prepared()).map(({ statement }) => statement);
    expect(texts).toHaveLength(200);
    expect(texts).toContain('select 219 as n');
    expect(texts).toContain('select app.set_ctx($1)');
    expect(texts).not.toContain('select 3 as n');
  }));

test('nothing is prepared where that is turned off', () =>
  withOne(async (one) => {
    for (let time = 0; time < 8; time += 1) await expectTheWall(one);
    expect(await one.prepared()).toEqual([]);
  }, false));

test('a connection that comes back within a transaction is thrown away, and a scope that was not sent is forgotten', () =>
  withOne(async (one) => {
    const pool = await one.pool();
    const pid = await one.pid();
    const opens = (tenant: TenantId) => new Statement('select app.set_ctx(?)', [tenant], one.orm.em.getPlatform());

    const unsent = await pool.connect();
    await unsent.query('begin');
    await unsent.query<never>(opens(club));
    unsent.release();
    expect((await pool.query(allNames)).rows).toEqual([]);
    expect(await one.pid()).toBe(pid);

    const sent = await pool.connect();
    await sent.query('begin');
    await sent.query<never>(opens(club));
    expect((await sent.query(allNames)).rows).toEqual([{ name: 'of the club' }]);
    sent.release();
    expect((await pool.query(allNames)).rows).toEqual([]);
    expect(await one.pid()).not.toBe(pid);
    await expectTheWall(one);
  }));
