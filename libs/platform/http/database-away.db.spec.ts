// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client, Pool } from 'pg';
import { z } from 'zod';
import { Actors, Public, Returns, Sessions } from '#platform/http';
import { createPlane, type Feature } from '#platform/plane';
import { testConfig, testDatabase, type TestDatabase } from '#testing';
import { isDatabaseAway } from './database-away.ts';

const Slept = z.strictObject({ slept: z.literal(true) }).meta({ id: 'Slept' });

@Controller('naps')
class NapController {
  constructor(private readonly em: EntityManager) {}

  @Get('long')
  @Public()
  @Returns(Slept)
  async long() {
    await this.em.execute('select pg_sleep(60)');
    return { slept: true as const };
  }

  @Get('short')
  @Public()
  @Returns(Slept)
  async short() {
    await this.em.execute('select 1');
    return { slept: true as const };
  }

  @Get('wrong')
  @Public()
  @Returns(Slept)
  async wrong() {
    await this.em.execute('select 1 / 0');
    return { slept: true as const };
  }
}

@Global()
@Module({
  controllers: [NapController],
  providers: [
    { provide: Sessions, useValue: { find: () => Promise.resolve(null) } },
    { provide: Actors, useValue: { load: () => Promise.resolve(null) } },
  ],
  exports: [Sessions, Actors],
})
class NapModule {}
const naps: Feature = { module: NapModule, entities: [], policies: [] };

let database: TestDatabase;
let app: NestFastifyApplication;
let superuser: Client;
beforeAll(async () => {
  database = await testDatabase([naps]);
  await database.addTenant('garden');
  app = await createPlane({ config: testConfig('municipal', database), features: [naps] });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  superuser = new Client({ connectionString: database.urls.superuser });
  await superuser.connect();
});
afterAll(async () => {
  await superuser.end();
  await app.close();
  await database.close();
});

const get = (path: string) =>
  app.inject({ method: 'GET', url: `/api/v1/naps/${path}`, headers: { host: 'garden.localhost' } });
const others = `from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

async function cutOff(when = ''): Promise<number> {
  const { rowCount } = await superuser.query(`select pg_terminate_backend(pid) ${others} ${when}`);
  return rowCount ?? 0;
}

const away = { status: 503, code: 'unavailable', title: 'Tjänsten svarar inte just nu. Försök igen om en stund.' };

test('a database that ends in the middle of a request is away, and the answer says when to come again', async () => {
  const answer = get('long');
  while ((await cutOff(`and query = 'select pg_sleep(60)'`)) === 0);
  expect((await answer).json()).toMatchObject(away);
  expect((await answer).headers).toMatchObject({
    'retry-after': '5',
    'content-type': 'application/problem+json; charset=utf-8',
  });
});

test('one that takes nobody in is away, and back when it does', async () => {
  const [{ name } = { name: '' }] = (await superuser.query<{ name: string }>('select current_database() as name')).rows;
  await superuser.query(`alter database "${name}" connection limit 0`);
  await cutOff();
  try {
    expect((await get('short')).json()).toMatchObject(away);
  } finally {
    await superuser.query(`alter database "${name}" connection limit -1`);
  }
  expect((await get('short')).json()).toEqual({ slept: true });
});

test('however often it ends in the middle of something, no connection is lost for good', async () => {
  for (let time = 0; time < 12; time += 1) {
    const answer = get('long');
    while ((await cutOff(`and query = 'select pg_sleep(60)'`)) === 0);
    expect((await answer).statusCode).toBe(503);
  }
  expect((await get('short')).json()).toEqual({ slept: true });
});

test('one that says no to what it was asked is there', async () => {
  expect((await get('wrong')).json()).toMatchObject({ status: 500, code: 'internal' });
});

test('a server that is not there, and a pool without a free connection', async () => {
  const nowhere = await new Client({ host: '127.0.0.1', port: 1 }).connect().catch((error: unknown) => error);
  expect(isDatabaseAway(nowhere)).toBe(true);
  const pool = new Pool({ connectionString: database.urls.app, max: 1, connectionTimeoutMillis: 2000 });
  const held = await pool.connect();
  const late = await pool.connect().catch((error: unknown) => error);
  held.release();
  await pool.end();
  expect(isDatabaseAway(late)).toBe(true);
  expect(isDatabaseAway(new Error('select from a table called 57P01'))).toBe(false);
});
