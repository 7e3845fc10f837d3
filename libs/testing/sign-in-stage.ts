// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineEntity, p } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, Forbidden, type PersonId, type TenantId } from '#kernel';
import { CryptoModule } from '#platform/crypto';
import { Actors } from '#platform/http';
import { Arrivals, signIn, type Arrival } from '#platform/identity';
import type { PlaneConfig } from '#platform/config';
import type { Feature } from '#platform/plane';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { answerOrder, demoClients, startIdentity, type Answer, type Identity } from '../../apps/identity/index.ts';
import { testDatabase, testPlane, type TestDatabase } from './test-database.ts';

/** A stand-in for people: keeps whatever it is told in a tenant's table, so that a leak would be found there. */
const VisitorSchema = defineEntity({
  name: 'Visitor',
  ...tenantOwned('visitor'),
  properties: { ...tenantColumns, subject: p.string(), told: p.json<Arrival>() },
});
class Visitor extends VisitorSchema.class {}
VisitorSchema.setClass(Visitor);

export const notInvited = 'invitation.unknown';

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
type Slug = (typeof tenants)[number]['slug'] | 'nowhere';

export const originOf = (slug: Slug): string => `http://${slug}.localhost:4100`;

class MovableClock extends Clock {
  ahead = 0;
  now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

/** A plane that signs people in, the real demo provider beside it, and browsers to try them with. */
export class SignInStage {
  readonly clock = new MovableClock();
  /** How far the provider's clock is ahead, in milliseconds. */
  providerAhead = 0;
  readonly #ids = new Map<Slug, TenantId>();

  private constructor(
    readonly database: TestDatabase,
    private readonly folder: string,
  ) {}

  app!: NestFastifyApplication;
  identity!: Identity;
  /** The provider of the tenant `ending`; close it when it should be gone. */
  ending!: Identity;

  static async open(plane: PlaneConfig['PLANE'] = 'municipal'): Promise<SignInStage> {
    const folder = await mkdtemp(path.join(tmpdir(), 'handslag-sign-in-'));
    const stage = new SignInStage(await testDatabase(features), folder);
    for (const { slug, kind } of tenants)
      stage.#ids.set(slug, await stage.database.addTenant(slug, kind, originOf(slug)));
    const file = path.join(folder, 'clients.json');
    await writeFile(file, JSON.stringify(await stage.#startProviders()));
    const { clock } = stage;
    stage.app = await testPlane(plane, stage.database, features, { clock, config: { OIDC_CLIENTS_FILE: file } });
    return stage;
  }

  async #startProviders(): Promise<object> {
    const described = tenants.map((tenant) => ({ ...tenant, origin: originOf(tenant.slug) }));
    const options = { host: 'localhost', port: 0, now: () => Date.now() + this.providerAhead };
    let relying = {};
    this.identity = await startIdentity({
      ...options,
      file: (issuer) => {
        const clients = demoClients(described, issuer);
        ({ relying } = clients);
        return clients.provider;
      },
    });
    const ownClients = demoClients(
      described.filter(({ slug }) => slug === 'ending'),
      'later',
    );
    this.ending = await startIdentity({ ...options, callSeconds: 4, file: ownClients.provider });
    const [ending, dead] = [originOf('ending'), originOf('dead')];
    return {
      ...relying,
      [ending]: { ...ownClients.relying[ending], issuer: this.ending.issuer },
      [dead]: { ...ownClients.relying[ending], issuer: 'http://localhost:1' },
    };
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
    await this.identity.close();
    await this.ending.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Clocks right, nobody signed in, nothing recorded; people who came stay known. */
  async clear(): Promise<void> {
    this.clock.ahead = 0;
    this.providerAhead = 0;
    await this.database.platform.query('delete from sign_in_event; delete from session; delete from sign_in');
  }

  browser(slug?: Slug, userAgent?: string): Browser {
    return new Browser(this.app, slug, userAgent);
  }

  async events(): Promise<{ outcome: string; reason: string | null }[]> {
    return (await this.database.platform.query('select outcome, reason from sign_in_event order by at')).rows;
  }

  async sessionCount(): Promise<number> {
    return (await this.database.platform.query('select 1 from session')).rowCount ?? 0;
  }

  /** Everybody who ever came, to any tenant. */
  async visitorCount(): Promise<number> {
    const slugs = [...this.#ids.keys()];
    return (await Promise.all(slugs.map((slug) => this.visitors(slug)))).flat().length;
  }

  /** What the tenant was told about those who came. */
  visitors(slug: Slug = 'helsingborg'): Promise<Arrival[]> {
    const tenantId = this.#ids.get(slug);
    if (!tenantId) throw new Error(`No tenant ${slug}`);
    return this.database.scope.run(tenantId, async (em) => (await em.find(Visitor, {})).map(({ told }) => told));
  }
}

const phone =
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';

/** A browser at one tenant: keeps that origin's cookies and sends them back. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly slug: Slug = 'helsingborg',
    private readonly userAgent = phone,
  ) {}

  /** @param idle seconds since whoever sits there last touched the page; left out: the request does not say */
  async send(method: 'GET' | 'POST', url: string, idle?: number | string) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.inject({
      method,
      url,
      headers: {
        host: new URL(originOf(this.slug)).host,
        'user-agent': this.userAgent,
        'sec-fetch-site': 'same-origin',
        ...(cookie ? { cookie } : {}),
        ...(idle === undefined ? {} : { 'handslag-idle': String(idle) }),
      },
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Where the browser is sent to from a page of ours. */
  async open(address: string): Promise<string> {
    const { pathname, search } = new URL(address, originOf(this.slug));
    const response = await this.send('GET', pathname + search);
    if (response.statusCode !== 303) throw new Error(`${pathname} answered ${response.statusCode}: ${response.body}`);
    return String(response.headers.location);
  }

  begin(query = 'as=resident'): Promise<string> {
    return this.open(`/sign-in?${query}`);
  }

  async signIn(answer: Answer, query?: string): Promise<string> {
    return this.open(await answerOrder(await this.begin(query), answer));
  }

  sessions(idle?: number | string) {
    return this.send('GET', '/api/v1/me/sessions', idle);
  }
}
