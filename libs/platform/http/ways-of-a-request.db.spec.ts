// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { defineEntity, p } from '@mikro-orm/core';
import { Body, Controller, Get, Global, Module, Param, Patch, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { Conflict, NotFound, type PersonId, type TenantId } from '#kernel';
import { authorize, type AppAbility, type Policy } from '#platform/authz';
import {
  Actors,
  CurrentAbility,
  expectVersion,
  IfMatch,
  May,
  Public,
  Returns,
  Sessions,
  SignedIn,
  type KnownActor,
  type Session,
} from '#platform/http';
import { createPlane, declaredRoutes, type Feature } from '#platform/plane';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { testConfig, testDatabase, type TestDatabase } from '#testing';

const PlantSchema = defineEntity({
  name: 'Plant',
  ...tenantOwned('plant'),
  properties: {
    ...tenantColumns,
    name: p.string(),
    secret: p.string(),
    ownerId: p.uuid(),
    version: p.integer().version(),
  },
  uniques: [{ properties: ['tenantId', 'name'] }],
});
class Plant extends PlantSchema.class {}
PlantSchema.setClass(Plant);

const plantPolicy: Policy<'read' | 'sow' | 'water', typeof Plant> = (actor, { can }) => {
  can('read', Plant);
  if (actor.roles.includes('member')) can('sow', Plant);
  can('water', Plant, { ownerId: actor.personId });
};

const PlantView = z.strictObject({ id: z.uuid(), name: z.string(), version: z.int() }).meta({ id: 'PlantView' });
const Sow = z.strictObject({ name: z.string().min(1).max(20) }).meta({ id: 'Sow' });

@Controller('plants')
class PlantController {
  constructor(private readonly em: EntityManager) {}

  @Post()
  @May('sow', Plant)
  @Returns(PlantView, { status: 201, etag: true })
  async sow(@Body({ schema: Sow }) body: z.infer<typeof Sow>) {
    if (body.name === 'weed') throw new Conflict('conflict', { pointer: '/name' });
    const plant = this.em.create(Plant, { name: body.name, secret: 'root', ownerId: alice, version: 1 });
    await this.em.flush();
    return { id: plant.id, name: plant.name, version: plant.version };
  }

  @Patch(':id')
  @May('water', Plant)
  @Returns(PlantView, { etag: true })
  async water(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @IfMatch() version: number,
  ) {
    const plant = await this.em.findOne(Plant, { id });
    if (!plant) throw new NotFound();
    authorize(ability, 'water', plant);
    expectVersion(plant, version);
    plant.secret += '!';
    await this.em.flush();
    return { id: plant.id, name: plant.name, version: plant.version };
  }

  @Get('leak')
  @SignedIn()
  @Returns(PlantView)
  leak() {
    return { id: '11111111-1111-4111-8111-111111111111', name: 'Leaky', version: 1, secret: 'root' };
  }

  @Post('greet')
  @Public()
  @Returns(PlantView)
  greet(): never {
    throw new NotFound();
  }

  @Get('boom')
  @Public()
  @Returns(PlantView)
  boom(): never {
    throw new Error('select * from plant where name = secret');
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  list() {
    return [];
  }
}

const [alice, bob, carol, dave] = [...'abcd'].map(
  (letter) => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', letter) as PersonId,
) as [PersonId, PersonId, PersonId, PersonId];
let session: Session | null;
let actor: KnownActor | null;

@Global()
@Module({
  controllers: [PlantController],
  providers: [
    { provide: Sessions, useValue: { find: () => Promise.resolve(session) } },
    { provide: Actors, useValue: { load: () => Promise.resolve(actor) } },
  ],
  exports: [Sessions, Actors],
})
class PlantModule {}
const plants: Feature = { module: PlantModule, entities: [Plant], policies: [plantPolicy] };

let database: TestDatabase;
let app: NestFastifyApplication;
let garden: TenantId;
let orchard: TenantId;
beforeAll(async () => {
  database = await testDatabase([plants]);
  garden = await database.addTenant('garden');
  orchard = await database.addTenant('orchard');
  app = await createPlane({ config: testConfig('municipal', database), features: [plants], changesPerMinute: 40 });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(async () => {
  await app.close();
  await database.close();
});
const become = (personId: PersonId, tenantId: TenantId = garden) => {
  session = { sessionId: 's', tenantId, personId, startedAt: new Date() };
  actor = { personId, roles: ['member'], unitIds: [], groupIds: [], leadsGroupIds: [], termsAccepted: true };
};
beforeEach(() => become(alice));

const send = (
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  options: { body?: object; headers?: Record<string, string> } = {},
) =>
  app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { host: 'garden.localhost', 'sec-fetch-site': 'same-origin', ...options.headers },
    ...(options.body ? { payload: options.body } : {}),
  });
const count = () => database.scope.run(garden, (em) => em.count(Plant));

test('a member sows, and the answer carries only declared fields and a version tag', async () => {
  const answer = await send('POST', '/plants', { body: { name: 'Rose' } });
  expect(answer.statusCode).toBe(201);
  expect(Object.keys(answer.json<object>())).toEqual(['id', 'name', 'version']);
  expect(answer.headers.etag).toMatch(/^"v1\./);
});

test('an undeclared field never leaves: the answer is refused rather than sent', async () => {
  const answer = await send('GET', '/plants/leak');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('root');
});

test("nobody signed in is answered 401, another tenant's session too", async () => {
  session = null;
  expect((await send('POST', '/plants', { body: { name: 'Ivy' } })).statusCode).toBe(401);
  session = {
    sessionId: 's',
    tenantId: '99999999-9999-4999-8999-999999999999' as TenantId,
    personId: alice,
    startedAt: new Date(),
  };
  expect((await send('POST', '/plants', { body: { name: 'Ivy' } })).statusCode).toBe(401);
});

test('a person without the role, or who has left, or has not accepted the terms, is refused with a reason', async () => {
  actor = { ...actor!, roles: [] };
  expect((await send('POST', '/plants', { body: { name: 'Ivy' } })).json()).toMatchObject({
    status: 403,
    code: 'forbidden',
  });
  actor = { ...actor, roles: ['member'], termsAccepted: false };
  expect((await send('POST', '/plants', { body: { name: 'Ivy' } })).json()).toMatchObject({
    status: 403,
    code: 'terms.not-accepted',
  });
  actor = null;
  expect((await send('POST', '/plants', { body: { name: 'Ivy' } })).statusCode).toBe(401);
});

test('bad input names every field by pointer, and unknown fields are refused', async () => {
  const answer = await send('POST', '/plants', { body: { name: '', colour: 'red' } });
  expect(answer.statusCode).toBe(400);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const { errors, code } = answer.json<{ code: string; errors: { pointer: string; code: string }[] }>();
  expect(code).toBe('input.invalid');
  expect(errors.map((error) => error.code).sort()).toEqual(['input.too-small', 'input.unrecognized-keys']);
});

test('a refused change leaves nothing behind', async () => {
  const before = await count();
  const answer = await send('POST', '/plants', { body: { name: 'weed' }, headers: { 'idempotency-key': 'weeding-1' } });
  expect(answer.json()).toMatchObject({ status: 409, errors: [{ pointer: '/name' }] });
  expect(await count()).toBe(before);
});

test('the same key sent twice, even at once, has one effect and one answer', async () => {
  const before = await count();
  const twice = await Promise.all(
    [1, 2].map(() => send('POST', '/plants', { body: { name: 'Fern' }, headers: { 'idempotency-key': 'fern-0001' } })),
  );
  const again = await send('POST', '/plants', { body: { name: 'Fern' }, headers: { 'idempotency-key': 'fern-0001' } });
  expect([...twice, again].map((answer) => answer.statusCode)).toEqual([201, 201, 201]);
  expect(new Set([...twice, again].map((answer) => answer.json<{ id: string }>().id)).size).toBe(1);
  expect(await count()).toBe(before + 1);
});

test('the same key with another body is refused', async () => {
  const answer = await send('POST', '/plants', { body: { name: 'Moss' }, headers: { 'idempotency-key': 'fern-0001' } });
  expect(answer.json()).toMatchObject({ status: 422, code: 'request.idempotency-key-reused' });
});

test('two people who send the same key are strangers to each other', async () => {
  const sow = (name: string) => send('POST', '/plants', { body: { name }, headers: { 'idempotency-key': 'guess-me' } });
  const first = await sow('Larch');
  become(bob);
  expect((await sow('Larch')).json()).toMatchObject({ status: 409 });
  const second = await sow('Maple');
  expect(second.statusCode).toBe(201);
  expect((await sow('Maple')).json()).toEqual(second.json());
  become(alice);
  expect((await sow('Larch')).json()).toEqual(first.json());
});

test('what was answered cannot be read in the database', async () => {
  const sow = (name: string) =>
    send('POST', '/plants', { body: { name }, headers: { 'idempotency-key': `sowing-${name}` } });
  const rows = () =>
    database.scope.run(garden, () =>
      database.scope.rows<{ line: string }>(
        'select r::text as line from remembered_answer r where r.tenant_id = :tenant and r.status = 201',
      ),
    );
  expect((await sow('Hyacinth')).statusCode).toBe(201);
  const kept = await rows();
  expect(kept.length).toBeGreaterThan(0);
  const lines = kept.map(({ line }) => line).join();
  expect(lines).not.toContain('Hyacinth');
  // Nor guessed from what is kept of the question: that takes the key.
  const guess = ['POST', '/api/v1/plants', JSON.stringify({ name: 'Hyacinth' })].join('\n');
  expect(lines).not.toContain(createHash('sha256').update(guess).digest('hex'));
});

test('a change must name the version it saw, and loses against a newer one', async () => {
  const { id } = (await send('POST', '/plants', { body: { name: 'Oak' } })).json<{ id: string }>();
  expect((await send('PATCH', `/plants/${id}`)).statusCode).toBe(428);
  expect((await send('PATCH', `/plants/${id}`, { headers: { 'if-match': '"v1"' } })).json()).toMatchObject({
    version: 2,
  });
  expect((await send('PATCH', `/plants/${id}`, { headers: { 'if-match': '"v1"' } })).statusCode).toBe(412);
  expect(
    (await send('PATCH', '/plants/99999999-9999-4999-8999-999999999999', { headers: { 'if-match': '"v1"' } }))
      .statusCode,
  ).toBe(404);
});

test('a change from another site is refused', async () => {
  const answer = await send('POST', '/plants', { body: { name: 'Ivy' }, headers: { 'sec-fetch-site': 'cross-site' } });
  expect(answer.json()).toMatchObject({ status: 403, code: 'request.other-origin' });
});

test('a form, which another page could send without asking, is not read', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/plants',
    headers: {
      host: 'garden.localhost',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/X-WWW-form-urlencoded',
    },
    payload: 'name=Ivy',
  });
  expect(answer.json()).toMatchObject({ status: 415, code: 'request.media-type' });
});

test('an unforeseen error tells nothing of the inside', async () => {
  const answer = await send('GET', '/plants/boom');
  expect(answer.json()).toMatchObject({ status: 500, code: 'internal' });
  expect(answer.body).not.toMatch(/select|plant where/);
});

test('a host that is no tenant, and a path that is no route, are not there', async () => {
  expect((await send('GET', '/plants/leak', { headers: { host: 'nobody.localhost' } })).json()).toMatchObject({
    status: 404,
    code: 'not-found',
  });
  expect((await send('GET', '/nowhere')).json()).toMatchObject({ status: 404, code: 'not-found' });
  expect(
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/plants',
        headers: { host: 'garden.localhost', 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        payload: '{"name":',
      })
    ).json(),
  ).toMatchObject({ status: 400 });
});

test('too many changes in a minute are slowed down with the time to wait', async () => {
  const answers = await Promise.all(
    Array.from({ length: 45 }, () => send('PATCH', '/plants/99999999-9999-4999-8999-999999999999')),
  );
  const refused = answers.find((answer) => answer.statusCode === 429);
  expect(refused?.json()).toMatchObject({ code: 'request.too-many', values: { seconds: expect.any(Number) } });
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
});

test('how busy somebody is cannot be felt by others, nor at another tenant', async () => {
  const left = async (person: PersonId | null, tenant: TenantId) => {
    if (person) become(person, tenant);
    else session = null;
    const host = tenant === garden ? 'garden.localhost' : 'orchard.localhost';
    const { headers } = await send('POST', '/plants/greet', { headers: { host } });
    return headers.ratelimit ?? 'none';
  };
  const everybody = async () => [
    await left(carol, garden),
    await left(dave, garden),
    await left(carol, orchard),
    await left(null, garden),
    await left(null, orchard),
  ];
  const is = (...numbers: number[]) => numbers.map((number) => expect.stringContaining(`;r=${number};`));
  expect(await everybody()).toEqual(is(39, 39, 39, 39, 39));
  for (let change = 0; change < 40; change += 1) await left(carol, garden);
  expect(await everybody()).toEqual(['none', ...is(38, 38, 38, 38)]);
});

test('whether it is well is all that the process says of itself, however busy its tenants are', async () => {
  become(dave);
  expect((await send('POST', '/plants', { body: { name: 'Pine' } })).headers.ratelimit).toBeDefined();
  for (const url of ['/health/live', '/health/ready'])
    expect((await app.inject({ url })).json()).toEqual({ status: 'ok' });
});

test('a route that does not say who may enter keeps the plane from being built', async () => {
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}
  const forgotten: Feature = { module: ForgottenModule, entities: [], policies: [] };
  await expect(
    createPlane({ config: testConfig('municipal', database), features: [plants, forgotten] }),
  ).rejects.toThrow('ForgottenController.list');
  expect(declaredRoutes(app).every((route) => route.door !== undefined)).toBe(true);
});
