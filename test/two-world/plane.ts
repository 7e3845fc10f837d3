// SPDX-License-Identifier: EUPL-1.2
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FederationClient } from '../../libs/federation/delivery/federation-client.ts';
import type { Clock } from '#kernel';
import { Mail, Push, Sms } from '#platform/outgoing';
import { ApiDescription, createPlane, type Feature } from '#platform/plane';
import { Jobs, QueueModule } from '#platform/queue';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { testConfig, testDatabase, type TestDatabase } from '#testing';
import { Deliveries } from '../../libs/federation/delivery/deliveries.ts';
import { Departures, type Outlived, type Parcel } from '../../libs/federation/delivery/departures.ts';
import { recordLogs, writingInto } from './logs.ts';
import type { StreamedRandomness } from './randomness.ts';
import { RecordedHints } from './recorded-hints.ts';

export type PlaneName = 'municipal' | 'civic';

/** The ports that everybody believes in; which one a plane really listens on differs from world to world. */
export const publicPort: Readonly<Record<PlaneName, number>> = { municipal: 4100, civic: 4200 };

/** A letter, with everything about it that travelled. */
export interface Letter {
  readonly to: string;
  readonly sent: string;
  readonly letter: string;
  readonly answered: string;
}

export interface PlaneParts {
  readonly name: PlaneName;
  /** Of the cluster that is this plane's alone. */
  readonly server: string;
  readonly features: readonly Feature[];
  readonly clock: Clock;
  readonly randomness: StreamedRandomness;
  readonly clientsFile?: string;
  readonly issuer?: string;
  readonly changesPerMinute: number;
}

/** One plane of one world: its own cluster, process-like application, queue, log and letterbox. */
export class Plane {
  app!: NestFastifyApplication;
  readonly hints = new RecordedHints();
  readonly journal: string[] = [];
  readonly letters: Letter[] = [];
  /** What left for people's own mailboxes, telephones and browsers, in that order. */
  readonly posted: string[] = [];
  /** `GET /api/v1/groups/:id`, of every call that came in since last asked. */
  readonly routes: string[] = [];
  port = 0;
  /** When the story that is told began, in real time. */
  storyFrom = Date.now();
  /** Between which moments the minute ends in which somebody's changes are counted. */
  readonly minuteEnds = new Map<string, readonly [number, number]>();
  /** Whether a letter has been taken out and not been settled. */
  #isUnderWay = false;

  private constructor(
    readonly parts: PlaneParts,
    readonly database: TestDatabase,
    /** Where mail and text messages are laid down instead of being sent. */
    private readonly outgoing: string,
  ) {}

  static async open(parts: PlaneParts): Promise<Plane> {
    const database = await testDatabase(parts.features, { server: parts.server });
    const outgoing = await mkdtemp(path.join(tmpdir(), `handslag-${parts.name}-outgoing-`));
    const plane = new Plane(parts, database, outgoing);
    await plane.up();
    return plane;
  }

  get scope(): TenantScope {
    return this.app.get(TenantScope);
  }

  get directory(): TenantDirectory {
    return this.app.get(TenantDirectory);
  }

  /** Of the OpenAPI document, by route and method. */
  paths: Readonly<Record<string, Readonly<Record<string, { parameters?: readonly unknown[] }>>>> = {};

  async up(): Promise<void> {
    const { name, features, clock, randomness, clientsFile, issuer, changesPerMinute } = this.parts;
    const queue: Feature = { module: QueueModule.stepped(this.hints), entities: [], policies: [] };
    const config = testConfig(name, this.database, {
      DATABASE_POOL: 3,
      OUTGOING_FOLDER: this.outgoing,
      ...(clientsFile ? { OIDC_CLIENTS_FILE: clientsFile } : {}),
      ...(issuer ? { OIDC_ISSUER: issuer } : {}),
    });
    this.app = await createPlane({
      config,
      features: [queue, ...features],
      clock,
      randomness,
      changesPerMinute,
      onQuery: this.database.onQuery,
    });
    recordLogs();
    this.paths = this.app.get(ApiDescription).document.paths as never;
    this.#deliverOneByOne();
    this.#watchPost();
    this.#watch(this.app.getHttpAdapter().getInstance());
    await this.app.listen(this.port, '127.0.0.1');
    const address = this.app.getHttpServer().address() as { port: number };
    this.port = address.port;
  }

  /** What happened so far belongs to no story. */
  forget(): void {
    this.storyFrom = Date.now();
    this.minuteEnds.clear();
    this.hints.wipe();
    for (const list of [this.journal, this.letters, this.posted, this.hints.added, this.routes]) list.length = 0;
  }

  async down(): Promise<void> {
    await this.app.close();
  }

  async close(): Promise<void> {
    await this.down();
    await this.database.close();
    await rm(this.outgoing, { recursive: true });
  }

  /** Where this plane's letters really go. */
  deliverBy(portOf: (publicPort: number) => number): void {
    const client = this.app.get(FederationClient);
    const post = client.post.bind(client);
    client.post = (origin, ...letter) => {
      const url = new URL(origin);
      return post(`${url.protocol}//${url.hostname}:${portOf(Number(url.port))}`, ...letter);
    };
  }

  /** What waits in the queue, and what that brings about. @returns how much there was. */
  drain(): Promise<number> {
    this.#isUnderWay = false;
    return writingInto(this.journal, () => this.hints.drain());
  }

  sweep(): Promise<void> {
    return writingInto(this.journal, () => this.app.get(Jobs).sweep());
  }

  /**
   * Letters to one partner travel in several lanes at once, and which of them comes first is chance: here one lane does
   * all the work, so that both worlds do it in the same order.
   */
  #deliverOneByOne(): void {
    const departures = this.app.get(Departures, { strict: false });
    const deliveries = this.app.get(Deliveries, { strict: false });
    const claim = departures.claim.bind(departures);
    const [settle, delivered] = [deliveries.settle.bind(deliveries), deliveries.delivered.bind(deliveries)];
    departures.claim = async (partnerIds) => {
      const none = partnerIds.map(() => null);
      if (this.#isUnderWay) return none;
      this.#isUnderWay = true;
      let taken: Parcel | Outlived | null = null;
      try {
        [taken = null] = await claim(partnerIds.slice(0, 1));
      } finally {
        this.#isUnderWay = taken !== null && !('outlived' in taken);
      }
      return [taken, ...none.slice(1)];
    };
    deliveries.settle = (parcel, answer) => settle(parcel, answer).finally(() => (this.#isUnderWay = false));
    deliveries.delivered = async (letters) => {
      const done = await delivered(letters);
      if (done.size > 0) this.#isUnderWay = false;
      return done;
    };
  }

  #watchPost(): void {
    const [mail, sms, push] = [this.app.get(Mail), this.app.get(Sms), this.app.get(Push)];
    const [letter, text, wake] = [mail.send.bind(mail), sms.send.bind(sms), push.send.bind(push)];
    mail.send = (all) => {
      this.posted.push(JSON.stringify(all));
      return letter(all);
    };
    sms.send = (to, words) => {
      this.posted.push(JSON.stringify({ to, words }));
      return text(to, words);
    };
    push.send = (identity, to, payload, seconds) => {
      this.posted.push(JSON.stringify({ key: identity.publicKey, to, payload, seconds }));
      return wake(identity, to, payload, seconds);
    };
  }

  #watch(fastify: FastifyInstance): void {
    const sent = new WeakMap<FastifyRequest, string>();
    fastify.addHook('onRequest', (request, _reply, done) => {
      // What the world outside calls the port, not the one this world happens to have.
      const { headers } = request.raw;
      if (headers.host) headers.host = headers.host.replace(`:${this.port}`, `:${publicPort[this.parts.name]}`);
      writingInto(this.journal, done);
    });
    fastify.addHook('preHandler', (request, _reply, done) => {
      this.routes.push(`${request.method} ${request.routeOptions.url ?? '?'}`);
      if (request.url === '/federation/inbox') sent.set(request, String(request.body));
      done();
    });
    fastify.addHook('onSend', (request, reply, payload, done) => {
      const letter = sent.get(request);
      if (letter !== undefined) this.letters.push(letterOf(request, reply, letter, String(payload)));
      done(null, payload);
    });
  }
}

function letterOf(request: FastifyRequest, reply: FastifyReply, letter: string, payload: string): Letter {
  const raw = request.raw.rawHeaders;
  const headers = raw.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${raw[at + 1] ?? ''}`] : []));
  const withoutPort = headers.map((line) => (/^host:/i.test(line) ? `host: ${request.host}` : line));
  return {
    to: request.host,
    sent: [`${request.method} ${request.url}`, ...withoutPort].join('\n'),
    letter,
    answered: [`${reply.statusCode}`, JSON.stringify(reply.getHeaders()), payload].join('\n'),
  };
}

export const writeRoutesOf = (plane: Plane): string[] =>
  Object.entries(plane.paths).flatMap(([route, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get')
      .map((method) => `${method.toUpperCase()} ${route}`),
  );
export const readRoutesOf = (plane: Plane): string[] =>
  Object.entries(plane.paths).flatMap(([route, methods]) => ('get' in methods ? [route] : []));
