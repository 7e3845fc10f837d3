// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SignJWT, exportJWK, type JWK } from 'jose';
import { SystemClock, type PersonId } from '#kernel';
import { CryptoModule } from '#platform/crypto';
import { Actors } from '#platform/http';
import { Arrivals, signIn } from '#platform/identity';
import type { Feature } from '#platform/plane';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { testDatabase, testPlane, type TestDatabase } from '#testing';
import { Callers } from './callers.ts';
import { OpenIdProviders } from './open-id-providers.ts';

// A provider that breaks one rule at a time, after the modules of the OpenID conformance suite and beyond them.
// Each lie must end alike: no session, nobody arrived, one event, the same words outside.

type Json = Record<string, unknown>;

interface Said {
  /** Parameters of the address that the browser comes back with. */
  answer: URLSearchParams;
  header: Json;
  claims: Json;
  token: Json | string;
  tokenStatus: number;
  tokenType: string;
  person: Json;
  personHeader: Json;
  personStatus: number;
  /** The key that signs the ID token, and what is done to the signed text. */
  key: CryptoKeyLike;
  twist: (jwt: string) => string;
  personKey: CryptoKeyLike;
  personPlain: boolean;
  keys: JWK[];
}
type CryptoKeyLike = Parameters<SignJWT['sign']>[0];

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [own, spare, foreign] = [pair(), pair(), pair()];
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const origin = 'http://helsingborg.localhost:4100';
const clientId = 'helsingborg-personal';
const loa3 = 'http://id.elegnamnden.se/loa/1.0/loa3';
const number = 'https://id.oidc.se/claim/personalIdentityNumber';
const now = () => Math.floor(Date.now() / 1000);

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Json;
/** Signs anew by hand, for what no library agrees to sign. */
const resign = (header: Json, sign: (text: string) => string) => (jwt: string) => {
  const text = `${encode(header)}.${jwt.split('.')[1]}`;
  return `${text}.${sign(text)}`;
};

const withToken = (change: (token: Json) => void) => (said: Said) => {
  if (typeof said.token === 'object') change(said.token);
};

const lies: Record<string, (said: Said) => void> = {
  'answer without iss': ({ answer }) => answer.delete('iss'),
  'answer with another iss': ({ answer }) => answer.set('iss', 'http://localhost:4399'),
  'answer with two iss': ({ answer }) => answer.append('iss', 'http://localhost:4399'),
  'answer without code': ({ answer }) => answer.delete('code'),
  'answer with two codes': ({ answer }) => answer.append('code', 'other'),
  'answer with an ID token beside the code': ({ answer }) => answer.set('id_token', 'a.b.c'),
  'answer with an access token beside the code': ({ answer }) => answer.set('token', 'abc'),
  'answer with an unknown error': ({ answer }) => answer.set('error', 'made_up'),
  'answer as JARM': ({ answer }) => answer.set('response', 'a.b.c'),
  'unmet level, honestly told': ({ answer }) => answer.set('error', 'unmet_authentication_requirements'),
  'no ID token': withToken((token) => delete token['id_token']),
  'ID token that is no JWT': (said) => (said.twist = () => 'nonsense'),
  'ID token of two parts': (said) => (said.twist = (jwt) => jwt.split('.').slice(0, 2).join('.')),
  'ID token with an empty signature': (said) => (said.twist = (jwt) => `${jwt.split('.').slice(0, 2).join('.')}.`),
  'ID token with alg none': (said) => (said.twist = resign({ alg: 'none' }, () => '')),
  'ID token with alg None': (said) => (said.twist = resign({ alg: 'None', kid: 'own' }, () => '')),
  'ID token with HS256 over the public key': (said) =>
    (said.twist = resign({ alg: 'HS256', kid: 'own' }, (text) =>
      createHmac('sha256', own.publicKey.export({ type: 'spki', format: 'pem' }))
        .update(text)
        .digest('base64url'),
    )),
  'ID token with an algorithm that was not agreed': (said) => {
    said.key = rsa.privateKey;
    said.header = { alg: 'RS256', kid: 'rsa' };
  },
  'ID token signed by a key of nobody': (said) => (said.key = foreign.privateKey),
  'ID token signed by an unpublished kid': (said) => (said.header['kid'] = 'unknown'),
  'ID token without kid while there are two keys': (said) => delete said.header['kid'],
  'ID token with its own key in the header': (said) => {
    said.key = foreign.privateKey;
    said.header['jwk'] = foreign.publicKey.export({ format: 'jwk' });
  },
  'ID token with an unknown critical header': (said) =>
    (said.twist = resign({ alg: 'ES256', kid: 'own', crit: ['x'], x: 1 }, () => 'AAAA')),
  'ID token with one letter changed': (said) =>
    (said.twist = (jwt) => {
      const [header = '', payload = '', signature] = jwt.split('.');
      return `${header}.${encode({ ...decoded(payload), sub: 'somebody-else' })}.${signature}`;
    }),
  'ID token without iss': ({ claims }) => delete claims['iss'],
  'ID token of another iss': ({ claims }) => (claims['iss'] = 'http://localhost:4399'),
  'ID token of iss with a slash more': ({ claims }) => (claims['iss'] = `${String(claims['iss'])}/`),
  'ID token without sub': ({ claims }) => delete claims['sub'],
  'ID token with an empty sub': ({ claims }) => (claims['sub'] = ''),
  'ID token with a number as sub': ({ claims }) => (claims['sub'] = 7),
  'ID token without aud': ({ claims }) => delete claims['aud'],
  'ID token for another client': ({ claims }) => (claims['aud'] = 'melhus-personal'),
  'ID token for two, without azp': ({ claims }) => (claims['aud'] = [clientId, 'melhus-personal']),
  'ID token for two, with another azp': ({ claims }) => Object.assign(claims, { aud: [clientId, 'x'], azp: 'x' }),
  'ID token for us, with another azp': ({ claims }) => (claims['azp'] = 'melhus-personal'),
  'ID token without exp': ({ claims }) => delete claims['exp'],
  'ID token that has expired': ({ claims }) => (claims['exp'] = now() - 60),
  'ID token with exp as text': ({ claims }) => (claims['exp'] = String(now() + 60)),
  'ID token without iat': ({ claims }) => delete claims['iat'],
  'ID token that is not valid yet': ({ claims }) => (claims['nbf'] = now() + 600),
  'ID token without nonce': ({ claims }) => delete claims['nonce'],
  'ID token with another nonce': ({ claims }) => (claims['nonce'] = 'another'),
  'ID token without auth_time': ({ claims }) => delete claims['auth_time'],
  'ID token of a sign-in long ago': ({ claims }) => (claims['auth_time'] = now() - 3600),
  'ID token with auth_time as text': ({ claims }) => (claims['auth_time'] = String(now())),
  'ID token without acr': ({ claims }) => delete claims['acr'],
  'ID token of a lower acr': ({ claims }) => (claims['acr'] = 'http://id.elegnamnden.se/loa/1.0/loa2'),
  'ID token of an acr that begins alike': ({ claims }) => (claims['acr'] = `${loa3}-nonresident`),
  'ID token of an acr in other letters': ({ claims }) => (claims['acr'] = loa3.toUpperCase()),
  'ID token of an acr with a space': ({ claims }) => (claims['acr'] = `${loa3} `),
  'ID token with a list of acr': ({ claims }) => (claims['acr'] = [loa3, 'x']),
  'ID token with a list of one acr': ({ claims }) => (claims['acr'] = [loa3]),
  'ID token with the method as acr': ({ claims }) => (claims['acr'] = 'urn:grn:authn:se:bankid:qr'),
  'token answer without access token': withToken((token) => delete token['access_token']),
  'token answer without token type': withToken((token) => delete token['token_type']),
  'token answer of another token type': withToken((token) => (token['token_type'] = 'mac')),
  'token answer that is a page': (said) => Object.assign(said, { tokenType: 'text/html', token: '<h1>Hello</h1>' }),
  'token answer that refuses the code': (said) =>
    Object.assign(said, { tokenStatus: 400, token: { error: 'invalid_grant' } }),
  'token answer that is a redirect': (said) => (said.tokenStatus = 302),
  'person under another sub': ({ person }) => (person['sub'] = 'somebody-else'),
  'person without sub': ({ person }) => delete person['sub'],
  'person unsigned': (said) => (said.personPlain = true),
  'person signed by a key of nobody': (said) => (said.personKey = foreign.privateKey),
  'person signed by an unpublished kid': (said) => (said.personHeader['kid'] = 'unknown'),
  'person told by another issuer': ({ person }) => (person['iss'] = 'http://localhost:4399'),
  'person told to another client': ({ person }) => (person['aud'] = 'melhus-personal'),
  'person refused': (said) => (said.personStatus = 401),
  'person without a name': ({ person }) => ['name', 'given_name', 'family_name'].forEach((name) => delete person[name]),
  'person with an endless name': ({ person }) =>
    Object.assign(person, { name: 'x'.repeat(5000), given_name: {}, family_name: [] }),
  'person with a malformed number': ({ person }) => (person[number] = '19480513-2380'),
  'person with somebody’s SQL for a number': ({ person }) => (person[number] = "'; drop table session"),
};

let said: Said;
let server: Server;
let issuer: string;
let database: TestDatabase;
let app: NestFastifyApplication;
let folder: string;
let arrived = 0;

@Global()
@Module({
  providers: [
    {
      provide: Arrivals,
      useValue: {
        arrive: () => {
          arrived += 1;
          return Promise.resolve('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as PersonId);
        },
      },
    },
    { provide: Actors, useValue: { load: () => Promise.resolve(null) } },
  ],
  exports: [Arrivals, Actors],
})
class DoorstepModule {}

async function published(): Promise<JWK[]> {
  const key = async (kid: string, { publicKey }: { publicKey: Parameters<typeof exportJWK>[0] }, alg: string) => ({
    ...(await exportJWK(publicKey)),
    kid,
    alg,
    use: 'sig',
  });
  return [await key('own', own, 'ES256'), await key('spare', spare, 'ES256'), await key('rsa', rsa, 'RS256')];
}

async function honest(nonce: string, state: string): Promise<Said> {
  const who = { iss: issuer, sub: 'pairwise-astrid', aud: clientId };
  return {
    answer: new URLSearchParams({ code: 'code', state, iss: issuer }),
    header: { alg: 'ES256', kid: 'own' },
    claims: { ...who, nonce, acr: loa3, auth_time: now(), iat: now(), exp: now() + 300 },
    token: { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: 'here' },
    tokenStatus: 200,
    tokenType: 'application/json',
    person: {
      ...who,
      name: 'Astrid Lindqvist',
      given_name: 'Astrid',
      family_name: 'Lindqvist',
      [number]: '194805132380',
    },
    personHeader: { alg: 'ES256', kid: 'own' },
    personStatus: 200,
    key: own.privateKey,
    twist: (jwt) => jwt,
    personKey: own.privateKey,
    personPlain: false,
    keys: await published(),
  };
}

const jwt = (header: Json, claims: Json, key: CryptoKeyLike) =>
  new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(key);

let described: Json = {};
let callLives = 60;

async function serve(url: string): Promise<{ status?: number; type?: string; body: unknown }> {
  if (url.startsWith('/.well-known'))
    return {
      body: {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
        backchannel_authentication_endpoint: `${issuer}/calls`,
        authorization_response_iss_parameter_supported: true,
        id_token_signing_alg_values_supported: ['ES256', 'RS256', 'HS256', 'none'],
        userinfo_signing_alg_values_supported: ['ES256'],
        ...described,
      },
    };
  if (url === '/calls') return { body: { auth_req_id: 'asked', expires_in: callLives, interval: 0.02 } };
  if (url === '/jwks') return { body: { keys: said.keys } };
  if (url === '/token') {
    const signed = said.twist(await jwt(said.header, said.claims, said.key));
    const body =
      typeof said.token === 'object' && 'id_token' in said.token ? { ...said.token, id_token: signed } : said.token;
    return { status: said.tokenStatus, type: said.tokenType, body };
  }
  if (said.personPlain) return { body: said.person };
  return {
    status: said.personStatus,
    type: 'application/jwt',
    body: await jwt(said.personHeader, said.person, said.personKey),
  };
}

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    serve(request.url ?? '').then(
      ({ status = 200, type = 'application/json', body }) => {
        response.writeHead(status, { 'content-type': type, ...(status === 302 ? { location: '/token' } : {}) });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      },
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

  folder = await mkdtemp(path.join(tmpdir(), 'handslag-hostile-'));
  const file = path.join(folder, 'clients.json');
  const privateKey = { ...pair().privateKey.export({ format: 'jwk' }), kid: 'client', alg: 'ES256' };
  await writeFile(file, JSON.stringify({ [origin]: { issuer, personal: { clientId, privateKey } } }));
  const features: Feature[] = [
    { module: DoorstepModule, entities: [], policies: [] },
    { module: CryptoModule, entities: [], policies: [] },
    signIn,
  ];
  database = await testDatabase(features);
  await database.addTenant('helsingborg', 'municipality', origin);
  app = await testPlane('municipal', database, features, {
    config: { OIDC_CLIENTS_FILE: file },
    changesPerMinute: 1000,
  });
});
afterAll(async () => {
  await app.close();
  await database.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const headers = { host: new URL(origin).host, 'user-agent': 'test' };

async function attempt(lie?: (told: Said) => void) {
  await database.platform.query('delete from sign_in_event; delete from session');
  arrived = 0;
  const begun = await app.inject({ method: 'GET', url: '/sign-in?as=resident', headers });
  const asked = new URL(String(begun.headers.location)).searchParams;
  said = await honest(asked.get('nonce')!, asked.get('state')!);
  lie?.(said);
  const cookie = begun.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const answer = await app.inject({
    method: 'GET',
    url: `/sign-in/callback?${said.answer.toString()}`,
    headers: { ...headers, cookie },
  });
  const { rows } = await database.platform.query<{ outcome: string }>('select outcome from sign_in_event');
  const sessions = (await database.platform.query('select 1 from session')).rowCount;
  return { answer, events: rows.map(({ outcome }) => outcome), sessions };
}

it('asks without pushing when the provider offers no pushed requests, and believes the truth', async () => {
  const { answer, events, sessions } = await attempt();
  expect({ status: answer.statusCode, to: answer.headers.location, events, sessions, arrived }).toEqual({
    status: 303,
    to: '/',
    events: ['signed-in'],
    sessions: 1,
    arrived: 1,
  });
});

let firstRefusal: unknown;

it.each(Object.entries(lies))('refuses: %s', async (_, lie) => {
  const { answer, events, sessions } = await attempt(lie);
  expect({ to: answer.headers.location, events, sessions, arrived }).toEqual({
    to: '/sign-in-failed?code=sign-in.refused',
    events: ['sign-in.refused'],
    sessions: 0,
    arrived: 0,
  });
  const { 'x-request-id': requestId, date, ...rest } = answer.headers;
  expect([requestId, date]).toHaveLength(2);
  const outward = { status: answer.statusCode, headers: rest, body: answer.body };
  firstRefusal ??= outward;
  expect(outward).toEqual(firstRefusal);
});

it('was asked no more than it can answer: the truth is believed after all that', async () => {
  expect((await attempt()).events).toEqual(['signed-in']);
});

it.each([
  ['names another issuer', { issuer: 'http://localhost:4399' }],
  ['names its issuer with a slash more', { issuer: '/' }],
  ['names no place to ask', { authorization_endpoint: undefined }],
])('refuses a description that %s', async (_, lie: Json) => {
  described = lie['issuer'] === '/' ? { issuer: `${issuer}//` } : lie;
  const privateKey = { kty: 'EC', ...pair().privateKey.export({ format: 'jwk' }), alg: 'ES256' };
  const client = { kind: 'personal', issuer, signingAlg: 'ES256', clientId, privateKey } as const;
  const asking = new OpenIdProviders(new SystemClock()).authorizationUrl(client, `${origin}/sign-in/callback`, {
    state: 's',
    nonce: 'n',
    codeVerifier: 'v'.repeat(43),
  });
  await expect(asking).rejects.toMatchObject({ code: 'sign-in.refused' });
});

// What is told in answer to a caller's question is believed no more easily than in answer to a browser's.
const toBrowsersOnly = /^answer |nonce|^unmet level/;

let numbers = 0;
/** Another number each time: nobody is asked again and again. */
const nextNumber = () => String(194805130000 + (numbers += 1));

async function ringUp(lie?: (told: Said) => void) {
  const asked = nextNumber();
  await database.platform.query('delete from sign_in_event; delete from caller');
  arrived = 0;
  said = await honest('', '');
  delete said.claims['nonce'];
  said.person[number] = asked;
  lie?.(said);
  const [tenant] = await app.get(TenantDirectory).all();
  const callers = app.get(Callers);
  const agentId = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb' as PersonId;
  const { id } = await app
    .get(TenantScope)
    .run(tenant!.id, () => callers.ringUp(tenant!, agentId, asked, 'Är det du?'));
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { state, personId } = await callers.find(tenant!.id, agentId, id);
    if (state !== 'waiting') return { state, personId, arrived };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Nothing came of the call');
}

it('believes the truth about a caller', async () => {
  expect(await ringUp()).toMatchObject({ state: 'approved', personId: expect.any(String), arrived: 1 });
});

it.each(Object.keys(lies).filter((name) => !toBrowsersOnly.test(name)))('of a caller: %s', async (name) => {
  const { state, personId, arrived: came } = await ringUp(lies[name]);
  expect({ personId, came }).toEqual({ personId: null, came: 0 });
  expect(['refused', 'unavailable']).toContain(state);
});

it('of a caller: a provider that never says that it took too long is not waited for', async () => {
  callLives = 1;
  try {
    const pending = { tokenStatus: 400, token: { error: 'authorization_pending' } };
    expect(await ringUp((told) => Object.assign(told, pending))).toMatchObject({ state: 'expired', arrived: 0 });
  } finally {
    callLives = 60;
  }
});

it('of a caller: a sign-in from before the question is no answer to it', async () => {
  expect(await ringUp(({ claims }) => (claims['auth_time'] = now() - 60))).toMatchObject({
    state: 'refused',
    personId: null,
    arrived: 0,
  });
});

it('of a caller: somebody else’s number is another person', async () => {
  expect(await ringUp(({ person }) => (person[number] = '199205012397'))).toEqual({
    state: 'other-person',
    personId: null,
    arrived: 0,
  });
});

it('of a caller: the truth is believed after all that', async () => {
  expect(await ringUp()).toMatchObject({ state: 'approved', arrived: 1 });
});

// At the end: with the provider's keys it moves the clock by which they are asked for again.
it('believes an honest provider that exchanges its keys: announced before, and even without a word', async () => {
  const fresh = pair();
  const announced = await attempt((told) => {
    told.key = told.personKey = spare.privateKey;
    told.header['kid'] = told.personHeader['kid'] = 'spare';
  });
  expect([announced.answer.headers.location, announced.sessions]).toEqual(['/', 1]);

  const published = { ...(await exportJWK(fresh.publicKey)), kid: 'fresh', alg: 'ES256', use: 'sig' };
  const exchanged = (told: Said) => {
    told.keys = [published];
    told.key = told.personKey = fresh.privateKey;
    told.header['kid'] = told.personHeader['kid'] = 'fresh';
  };
  // Keys are asked for again after a minute at the earliest: a provider cannot be made to answer for each forgery.
  const atOnce = await attempt(exchanged);
  expect([atOnce.answer.headers.location, atOnce.sessions]).toEqual(['/sign-in-failed?code=sign-in.refused', 0]);
  const realNow = Date.now;
  Date.now = () => realNow() + 61_000;
  try {
    const later = await attempt(exchanged);
    expect([later.answer.headers.location, later.events, later.sessions]).toEqual(['/', ['signed-in'], 1]);
    // The old key is gone with that, whoever holds it.
    const old = await attempt((told) => (told.keys = [published]));
    expect([old.answer.headers.location, old.sessions]).toEqual(['/sign-in-failed?code=sign-in.refused', 0]);
  } finally {
    Date.now = realNow;
  }
});
