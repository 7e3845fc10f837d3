// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { Clock, Forbidden, type PersonId, type TenantId } from '#kernel';
import { CryptoModule } from '#platform/crypto';
import { Actors } from '#platform/http';
import { Arrivals, signIn, type Arrival } from '#platform/identity';
import type { Feature } from '#platform/plane';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { testDatabase, testPlane, type TestDatabase } from '#testing';
import {
  answerOrder,
  demoClients,
  pairwiseSubject,
  startIdentity,
  testPersons,
  type Answer,
  type Identity,
} from '../../../apps/identity/index.ts';

/** A stand-in for people: keeps whatever it is told in a tenant's table, so that a leak would be found there. */
const VisitorSchema = defineEntity({
  name: 'Visitor',
  ...tenantOwned('visitor'),
  properties: { ...tenantColumns, subject: p.string(), told: p.json<Arrival>() },
});
class Visitor extends VisitorSchema.class {}
VisitorSchema.setClass(Visitor);

const notInvited = 'invitation.unknown';

@Global()
@Module({
  providers: [
    {
      provide: Arrivals,
      useFactory: (em: EntityManager): Arrivals => ({
        arrive: async (arrival) => {
          if (arrival.as === 'member' && !arrival.invitationToken) throw new Forbidden(notInvited);
          const known = await em.findOne(Visitor, { subject: arrival.subject });
          const visitor = known ?? em.create(Visitor, { subject: arrival.subject, told: arrival });
          await em.flush();
          return visitor.id as PersonId;
        },
      }),
      inject: [EntityManager],
    },
    {
      provide: Actors,
      useValue: {
        load: (personId: PersonId) =>
          Promise.resolve({ personId, roles: [], unitIds: [], groupIds: [], leadsGroupIds: [], termsAccepted: true }),
      },
    },
  ],
  exports: [Arrivals, Actors],
})
class VisitorModule {}

const features: Feature[] = [
  { module: VisitorModule, entities: [Visitor], policies: [] },
  { module: CryptoModule, entities: [], policies: [] },
  signIn,
];

const tenants = [
  { slug: 'helsingborg', name: 'Helsingborgs stad', kind: 'municipality', orgNumber: '2120001157' },
  { slug: 'rodakorset', name: 'Röda Korset Helsingborg', kind: 'association' },
  { slug: 'ending', name: 'En kommun vars leverantör försvinner', kind: 'municipality', orgNumber: '2120001157' },
  { slug: 'dead', name: 'En kommun vars leverantör är borta', kind: 'municipality' },
] as const;
const originOf = (slug: string) => `http://${slug}.localhost:4100`;

class MovableClock extends Clock {
  ahead = 0;
  now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const phone =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';

let database: TestDatabase;
let app: NestFastifyApplication;
let identity: Identity;
let ending: Identity;
let folder: string;
let identityAhead = 0;
const clock = new MovableClock();
const ids = new Map<string, TenantId>();

beforeAll(async () => {
  const described = tenants.map((tenant) => ({ ...tenant, origin: originOf(tenant.slug) }));
  const relying: Record<string, unknown> = {};
  const register = (issuer: string) => {
    const clients = demoClients(described, issuer);
    for (const [origin, client] of Object.entries(clients.relying)) relying[origin] ??= client;
    return clients.provider;
  };
  const options = { host: 'localhost', port: 0, now: () => Date.now() + identityAhead };
  const endingClients = demoClients([described[2]!], 'later');
  identity = await startIdentity({ ...options, file: register });
  ending = await startIdentity({ ...options, file: endingClients.provider });
  relying[originOf('ending')] = { ...endingClients.relying[originOf('ending')], issuer: ending.issuer };
  relying[originOf('dead')] = { ...(relying[originOf('dead')] as object), issuer: 'http://localhost:1' };

  folder = await mkdtemp(path.join(tmpdir(), 'handslag-sign-in-'));
  const file = path.join(folder, 'clients.json');
  await writeFile(file, JSON.stringify(relying));
  database = await testDatabase(features);
  for (const { slug, kind } of tenants) ids.set(slug, await database.addTenant(slug, kind, originOf(slug)));
  app = await testPlane('municipal', database, features, { clock, config: { OIDC_CLIENTS_FILE: file } });
});
afterAll(async () => {
  await app.close();
  await database.close();
  await identity.close();
  await ending.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  clock.ahead = 0;
  identityAhead = 0;
  await database.platform.query('delete from sign_in_event; delete from session; delete from sign_in');
});

/** A browser at one tenant: keeps that origin's cookies and sends them back. */
class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly slug = 'helsingborg',
    private readonly userAgent = phone,
  ) {}

  async send(method: 'GET' | 'POST', url: string) {
    const response = await app.inject({
      method,
      url,
      headers: {
        host: new URL(originOf(this.slug)).host,
        'user-agent': this.userAgent,
        'sec-fetch-site': 'same-origin',
        ...(this.cookies.size > 0
          ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
      },
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  async begin(query = 'as=resident'): Promise<string> {
    const response = await this.send('GET', `/sign-in?${query}`);
    expect(response.statusCode).toBe(303);
    return String(response.headers.location);
  }

  async open(address: string): Promise<string> {
    const { pathname, search } = new URL(address, originOf(this.slug));
    const response = await this.send('GET', pathname + search);
    expect(response.statusCode).toBe(303);
    return String(response.headers.location);
  }

  async signIn(answer: Answer, query?: string): Promise<string> {
    return this.open(await answerOrder(await this.begin(query), answer));
  }

  async sessions() {
    return this.send('GET', '/api/v1/me/sessions');
  }
}

const failed = (code: string) => `/sign-in-failed?code=${code}`;
const events = async () =>
  (
    await database.platform.query<{ outcome: string; reason: string | null }>(
      'select outcome, reason from sign_in_event',
    )
  ).rows;
const sessionCount = async () => (await database.platform.query('select 1 from session')).rowCount;
const visitors = (slug = 'helsingborg') =>
  database.scope.run(ids.get(slug)!, (em) => em.find(Visitor, {}, { disableIdentityMap: true }));

async function expectNothing(outcome: string, reason?: string): Promise<void> {
  expect(await sessionCount()).toBe(0);
  expect(await events()).toEqual([{ outcome, reason: reason ?? expect.any(String) }]);
}

describe('signing in', () => {
  it('lets a resident in on the same device, and back to where they were', async () => {
    const browser = new Browser();
    expect(await browser.signIn({ person: 'astrid' }, 'as=resident&return=/grupper?typ=1&acr=same-device')).toBe(
      '/grupper?typ=1',
    );
    expect([...browser.cookies.keys()]).toEqual(['handslag']);
    const { items } = (await browser.sessions()).json<{ items: object[] }>();
    expect(items).toEqual([expect.objectContaining({ device: 'Chrome, Android', current: true })]);
    expect(await events()).toEqual([{ outcome: 'signed-in', reason: null }]);
  });

  it('lets a resident in by QR code', async () => {
    const browser = new Browser();
    expect(await browser.signIn({ person: 'jonas', method: 'qr' }, 'as=resident&acr=qr')).toBe('/');
    expect((await browser.sessions()).statusCode).toBe(200);
  });

  it('tells the tenant who came: a pairwise subject, a name, and a hash instead of the number', async () => {
    await new Browser().signIn({ person: 'astrid' });
    const astrid = (await visitors()).find(({ subject }) => subject === pairwiseSubject('helsingborg', 'astrid'));
    expect(astrid?.told).toEqual({
      subject: pairwiseSubject('helsingborg', 'astrid'),
      givenName: 'Astrid',
      displayName: 'Astrid Lindqvist',
      as: 'resident',
      numberHash: expect.stringMatching(/^[\w-]{43}$/),
      orgNumber: null,
      invitationToken: null,
    });
  });

  it('gives one person unrelated subjects and hashes at two tenants', async () => {
    await new Browser().signIn({ person: 'elin' });
    await new Browser('rodakorset').signIn({ person: 'elin' }, 'as=member&invitation=abc');
    const subjects = ['helsingborg', 'rodakorset'].map((slug) => pairwiseSubject(slug, 'elin'));
    const [resident] = (await visitors()).filter(({ subject }) => subject === subjects[0]);
    const [member] = (await visitors('rodakorset')).filter(({ subject }) => subject === subjects[1]);
    expect(resident!.told.numberHash).not.toBe(member!.told.numberHash);
    expect(member!.told.invitationToken).toBe('abc');
  });

  it('lets staff in whose employer is the tenant, and nobody else through that door', async () => {
    expect(await new Browser().signIn({ person: 'maria' }, 'as=staff')).toBe('/');
    for (const person of ['jonas', 'kari'])
      expect(await new Browser().signIn({ person }, 'as=staff')).toBe(failed('sign-in.not-employed-here'));
    expect(await sessionCount()).toBe(1);
  });

  it('has no door that the tenant does not have', async () => {
    expect((await new Browser('rodakorset').send('GET', '/sign-in?as=staff')).statusCode).toBe(404);
    expect((await new Browser().send('GET', '/sign-in?as=member')).statusCode).toBe(404);
    expect((await new Browser('nowhere').send('GET', '/sign-in?as=resident')).statusCode).toBe(404);
  });

  it('says why an association does not let a stranger in', async () => {
    expect(await new Browser('rodakorset').signIn({ person: 'astrid' }, 'as=member')).toBe(failed(notInvited));
    expect(await sessionCount()).toBe(0);
    expect(await events()).toEqual([{ outcome: notInvited, reason: null }]);
    expect(await visitors('rodakorset')).not.toContainEqual(
      expect.objectContaining({ subject: pairwiseSubject('rodakorset', 'astrid') }),
    );
  });

  it('returns to no other site', async () => {
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%0d%0aSet-Cookie:a=b']) {
      const browser = new Browser();
      const to = await browser.signIn({ person: 'astrid' }, `as=resident&return=${elsewhere}`);
      expect(to.startsWith('/') && new URL(to, originOf('helsingborg')).origin === originOf('helsingborg')).toBe(true);
    }
  });
});

describe('a sign-in that comes to nothing', () => {
  it('is cancelled by the person', async () => {
    expect(await new Browser().signIn('cancel')).toBe(failed('sign-in.cancelled'));
    await expectNothing('sign-in.cancelled');
  });

  it('runs out at the provider', async () => {
    const browser = new Browser();
    const callback = await answerOrder(await browser.begin(), 'wait', () => (identityAhead = 3 * minute));
    expect(await browser.open(callback)).toBe(failed('sign-in.expired'));
    await expectNothing('sign-in.expired');
  });

  it('runs out here after three minutes', async () => {
    const browser = new Browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    clock.ahead = 3 * minute + 1;
    expect(await browser.open(callback)).toBe(failed('sign-in.expired'));
    await expectNothing('sign-in.expired', 'transaction-expired');
  });

  it('is answered once: a replayed answer opens nothing', async () => {
    const browser = new Browser();
    const url = await browser.begin();
    const cookie = browser.cookies.get('handslag-sign-in')!;
    const callback = await answerOrder(url, { person: 'astrid' });
    await browser.open(callback);
    browser.cookies.delete('handslag');
    browser.cookies.set('handslag-sign-in', cookie);
    expect(await browser.open(callback)).toBe(failed('sign-in.interrupted'));
    expect(browser.cookies.has('handslag')).toBe(false);
    expect(await sessionCount()).toBe(1);
    expect((await events()).map(({ outcome }) => outcome)).toEqual(['signed-in', 'sign-in.interrupted']);
  });

  it('belongs to the browser that began it', async () => {
    const callback = await answerOrder(await new Browser().begin(), { person: 'astrid' });
    const other = new Browser();
    expect(await other.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'no-cookie');
  });

  it('does not take another sign-in of the same victim for the attacker’s', async () => {
    const attackers = await answerOrder(await new Browser().begin(), { person: 'jonas' });
    const victim = new Browser();
    const own = await victim.begin();
    const cookie = victim.cookies.get('handslag-sign-in')!;
    expect(await victim.open(attackers)).toBe(failed('sign-in.interrupted'));
    victim.cookies.set('handslag-sign-in', cookie);
    expect(await victim.open(await answerOrder(own, { person: 'astrid' }))).toBe('/');
  });

  it('does not go on in another browser that was handed the cookie', async () => {
    const browser = new Browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    const thief = new Browser('helsingborg', 'curl/8');
    thief.cookies.set('handslag-sign-in', browser.cookies.get('handslag-sign-in')!);
    expect(await thief.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'other-browser');
  });

  it('is not taken over to another tenant', async () => {
    const browser = new Browser();
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    const elsewhere = new Browser('rodakorset');
    elsewhere.cookies.set('handslag-sign-in', browser.cookies.get('handslag-sign-in')!);
    expect(await elsewhere.open(callback)).toBe(failed('sign-in.interrupted'));
    await expectNothing('sign-in.interrupted', 'no-transaction');
  });

  it('is refused when the level of assurance is too low, whatever was asked for', async () => {
    const before = (await visitors()).length;
    expect(await new Browser().signIn({ person: 'tova' })).toBe(failed('sign-in.refused'));
    await expectNothing('sign-in.refused', 'acr');
    expect(await visitors()).toHaveLength(before);
  });

  it('waits when one address begins too often, and nobody else does', async () => {
    const beginFrom = (remoteAddress: string) =>
      app.inject({ url: '/sign-in?as=resident', headers: { host: 'helsingborg.localhost:4100' }, remoteAddress });
    const answers = [];
    for (let count = 0; count < 121; count += 1) answers.push((await beginFrom('192.0.2.1')).headers.location);
    expect(answers.filter((to) => to === failed('request.too-many'))).toHaveLength(1);
    expect((await beginFrom('192.0.2.2')).headers.location).not.toContain('failed');
  });

  it('says so when the provider is down, before and after', async () => {
    expect(await new Browser('dead').begin()).toBe(failed('sign-in.unavailable'));
    await expectNothing('sign-in.unavailable');
    await database.platform.query('delete from sign_in_event');

    const browser = new Browser('ending');
    const callback = await answerOrder(await browser.begin(), { person: 'astrid' });
    await ending.close();
    expect(await browser.open(callback)).toBe(failed('sign-in.unavailable'));
    await expectNothing('sign-in.unavailable');
  });
});

describe('a session', () => {
  it('gets a new id at each sign-in, and the old one is dead', async () => {
    const browser = new Browser();
    const planted = 'planted-by-somebody-else';
    browser.cookies.set('handslag', planted);
    await browser.signIn({ person: 'astrid' });
    const first = browser.cookies.get('handslag')!;
    await browser.signIn({ person: 'astrid' });
    expect(new Set([planted, first, browser.cookies.get('handslag')]).size).toBe(3);
    const old = new Browser();
    old.cookies.set('handslag', first);
    expect((await old.sessions()).statusCode).toBe(401);
    expect(await sessionCount()).toBe(1);
  });

  it('is of no use at another tenant', async () => {
    const browser = new Browser();
    await browser.signIn({ person: 'astrid' });
    const elsewhere = new Browser('rodakorset');
    elsewhere.cookies.set('handslag', browser.cookies.get('handslag')!);
    expect((await elsewhere.sessions()).statusCode).toBe(401);
  });

  it('ends here by signing out, and only here', async () => {
    const [mine, mineToo] = [new Browser(), new Browser('helsingborg', 'Mozilla/5.0 (iPad) Version/18 Safari/605')];
    await mine.signIn({ person: 'astrid' });
    await mineToo.signIn({ person: 'astrid' });
    expect((await mine.sessions()).json<{ items: object[] }>().items).toHaveLength(2);
    const answer = await mine.send('POST', '/api/v1/sign-out');
    expect(answer.json()).toEqual({ redirect: null });
    expect(mine.cookies.size).toBe(0);
    expect((await mineToo.sessions()).statusCode).toBe(200);
    expect((await mine.send('POST', '/api/v1/sign-out')).statusCode).toBe(200);
  });

  it('ends everywhere, for this person only', async () => {
    const [mine, mineToo, jonas] = [new Browser(), new Browser(), new Browser()];
    await mine.signIn({ person: 'astrid' });
    await mineToo.signIn({ person: 'astrid' });
    await jonas.signIn({ person: 'jonas' });
    expect((await mine.send('POST', '/api/v1/sign-out-everywhere')).statusCode).toBe(200);
    expect((await mineToo.sessions()).statusCode).toBe(401);
    expect((await jonas.sessions()).statusCode).toBe(200);
  });

  it('of staff also ends at their employer’s provider', async () => {
    const browser = new Browser();
    await browser.signIn({ person: 'maria' }, 'as=staff');
    const { redirect } = (await browser.send('POST', '/api/v1/sign-out')).json<{ redirect: string }>();
    const url = new URL(redirect);
    expect(url.origin).toBe(identity.issuer);
    expect(url.searchParams.get('post_logout_redirect_uri')).toBe(`${originOf('helsingborg')}/`);
    expect((await fetch(url)).status).toBe(200);
  });

  it.each([
    { door: 'resident', person: 'astrid', idle: 7 * day, absolute: 30 * day },
    { door: 'staff', person: 'maria', idle: 30 * minute, absolute: 12 * hour },
  ])('of $door ends when idle, and for good after its longest time', async ({ door, person, idle, absolute }) => {
    const browser = new Browser();
    await browser.signIn({ person }, `as=${door}`);
    clock.ahead = idle - minute;
    expect((await browser.sessions()).statusCode).toBe(200);
    clock.ahead += idle - minute;
    expect((await browser.sessions()).statusCode).toBe(200);
    clock.ahead += idle + 1;
    expect((await browser.sessions()).statusCode).toBe(401);

    clock.ahead = 0;
    await browser.signIn({ person }, `as=${door}`);
    for (clock.ahead = 0; clock.ahead < absolute - minute; clock.ahead += idle / 2)
      expect((await browser.sessions()).statusCode).toBe(200);
    clock.ahead = absolute + 1;
    expect((await browser.sessions()).statusCode).toBe(401);
  });

  it('is not ended by a page of another site', async () => {
    const browser = new Browser();
    await browser.signIn({ person: 'astrid' });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/sign-out-everywhere',
      headers: {
        host: 'helsingborg.localhost:4100',
        'sec-fetch-site': 'cross-site',
        cookie: `handslag=${browser.cookies.get('handslag')}`,
      },
    });
    expect(answer.statusCode).toBe(403);
    expect((await browser.sessions()).statusCode).toBe(200);
  });
});

describe('what is kept', () => {
  async function everyRow(url: string): Promise<string> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows: tables } = await client.query<{ name: string }>(
      "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    let text = '';
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`select t::text as line from ${name} t`);
      text += rows.map(({ line }) => line).join('\n');
    }
    await client.end();
    return text;
  }

  it('holds no personal number, in any table, and no token that a browser could use', async () => {
    const browser = new Browser();
    for (const person of ['astrid', 'jonas', 'elin']) await browser.signIn({ person });
    await browser.begin();
    const tenantsText = await everyRow(database.urls.superuser);
    const platformText = await everyRow(
      new URL(new URL(database.urls.platform).pathname, database.urls.superuser).href,
    );
    expect(tenantsText).toContain('Lindqvist');
    expect(platformText).not.toContain('Lindqvist');
    for (const text of [tenantsText, platformText]) {
      for (const { personalNumber } of testPersons) {
        expect(text).not.toContain(personalNumber);
        expect(text).not.toContain(personalNumber.slice(2));
        expect(text).not.toContain(`${personalNumber.slice(2, 8)}-${personalNumber.slice(8)}`);
      }
      for (const token of browser.cookies.values()) {
        expect(text).not.toContain(token);
        expect(text).not.toContain(Buffer.from(token).toString('hex'));
      }
    }
  });
});
