// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import { ConsoleLogger, Logger, RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '#kernel';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import type { RouteSettings } from '#platform/http';
import { checkDatabase, TenantDirectory } from '#platform/tenancy';
import { ApiDescription } from './api-description.ts';
import { hasKeyOfPrototype, isTooDeep } from './deep-body.ts';
import { declaredRoutes } from './declared-routes.ts';
import { beginInTurn } from './fair-share.ts';
import { forgetCallers } from './forget-callers.ts';
import { namesOneHost, refuseAddress, refuseConnection, refuseExpectation } from './unreadable.ts';
import { serveWebApp } from './web-app.ts';
import { PlaneModule, type PlaneOptions } from './plane.module.ts';

/** Routes outside /api/v1. */
const rootRoutes = [
  'sign-in',
  'sign-in/callback',
  'theme.css',
  'manifest.webmanifest',
  'wall',
  'wall/style.css',
  '.well-known/handslag',
  'federation/inbox',
  'health/live',
  'health/ready',
  'openapi.json',
];

/** Builds the plane's application, ready to listen or to be injected into. */
export async function createPlane(options: PlaneOptions): Promise<NestFastifyApplication> {
  const { config } = options;
  const adapter = new FastifyAdapter({
    trustProxy: config.TRUST_PROXY ? '127.0.0.1' : false,
    bodyLimit: 64 * 1024,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // A body that trickles in holds a connection no longer than this.
    requestTimeout: 30_000,
    // A missing host is refused below, like every other refusal.
    http: { requireHostHeader: false, headersTimeout: 20_000 },
    clientErrorHandler: refuseConnection,
    frameworkErrors: refuseAddress,
  });
  const app = await NestFactory.create<NestFastifyApplication>(PlaneModule.of(options), adapter, {
    logger:
      config.LOG_LEVEL === 'silent' ? false : new ConsoleLogger({ json: true, logLevels: levels(config.LOG_LEVEL) }),
    abortOnError: false,
  });
  app.setGlobalPrefix('api/v1', { exclude: rootRoutes.map((path) => ({ path, method: RequestMethod.ALL })) });
  app.enableShutdownHooks();
  app.get(ApiDescription).of(app);

  const fastify: FastifyInstance = adapter.getInstance();
  fastify.addContentTypeParser(
    'application/jose',
    { parseAs: 'string', bodyLimit: 400 * 1024 },
    (_request, body, done) => {
      done(null, body);
    },
  );
  letPicturesIn(fastify);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: false },
  });
  fastify.server.on('checkExpectation', refuseExpectation);
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (isTooDeep(request.body) || hasKeyOfPrototype(request.body))
      done(new DomainError('malformed', 'request.malformed'));
    else done();
  });
  beginInTurn(fastify, app.get(TenantDirectory));
  logRequests(fastify);
  forgetCallers(fastify);
  const open = declaredRoutes(app).filter((route) => route.door === undefined);
  if (open.length > 0)
    throw new Error(`Routes that do not say who may enter: ${open.map((route) => route.name).join(', ')}`);
  if (config.WEB_FOLDER) await serveWebApp(fastify, config.WEB_FOLDER);
  return app;
}

/**
 * The plane refuses to serve when its wall has a hole.
 * @throws Error that lists each hole, as `handslag doctor` prints it.
 */
export async function refuseToStartWithHoles(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const violations = await checkDatabase(client).finally(() => client.end());
  if (violations.length === 0) return;
  throw new Error(`The wall has holes:\n${violations.map(({ object, rule }) => `  ${object}: ${rule}`).join('\n')}`);
}

/** A picture is sent as its bytes, and judged by them: what it is said to be only has to be some picture, or nothing. */
function letPicturesIn(fastify: FastifyInstance): void {
  for (const type of [/^image\//, 'application/octet-stream'])
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => {
      done(null, body);
    });
  fastify.addHook('onRoute', (route) => {
    const { bodyLimit } = (route.config ?? {}) as RouteSettings;
    if (bodyLimit !== undefined) route.bodyLimit = bodyLimit;
  });
}

/** One line a request: the route's pattern, never the address with its ids and tokens, and nobody's name. */
function logRequests(fastify: FastifyInstance): void {
  const log = new Logger('Request');
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    log.log({
      traceId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    void reply.header('Cache-Control', 'no-store');
    // Nest reads forms as well: another page can send one without asking, and its fields would pass for a JSON body.
    if (/urlencoded/i.test(request.headers['content-type'] ?? ''))
      return done(Object.assign(new Error('No forms'), { statusCode: 415 }));
    if (request.url.length > 2000 || !namesOneHost(request.raw))
      done(new DomainError('malformed', 'request.malformed'));
    else done();
  });
}

function levels(lowest: string) {
  const all = ['fatal', 'error', 'warn', 'log', 'debug'] as const;
  const name = lowest === 'info' ? 'log' : lowest;
  return all.slice(0, all.findIndex((level) => level === name) + 1);
}
