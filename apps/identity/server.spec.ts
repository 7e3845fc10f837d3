// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as client from 'openid-client';
import { importJWK, type JWK } from 'jose';
import { demoClients, type DemoClients } from './clients.ts';
import { readConfig } from './config.ts';
import { answerOrder, type Answer } from './scripted.ts';
import { startIdentity, type Identity } from './server.ts';
import { pairwiseSubject } from './subject.ts';

const tenants = [
  {
    slug: 'helsingborg',
    name: 'Helsingborgs stad',
    origin: 'http://helsingborg.localhost:4100',
    kind: 'municipality',
    orgNumber: '2120001157',
  },
  {
    slug: 'rodakorset',
    name: 'Röda Korset Helsingborg',
    origin: 'http://rodakorset.localhost:4200',
    kind: 'association',
  },
] as const;

const personalScope = 'openid https://id.oidc.se/scope/naturalPersonInfo https://id.oidc.se/scope/naturalPersonNumber';
const staffScope = `${personalScope} https://id.oidc.se/scope/naturalPersonOrgId`;

describe('the demo identity provider', () => {
  let now = Date.now();
  let identity: Identity;
  let clients: DemoClients;

  beforeAll(async () => {
    identity = await startIdentity({
      host: 'localhost',
      port: 0,
      now: () => now,
      file: (issuer) => (clients = demoClients(tenants, issuer)).provider,
    });
  });
  afterAll(() => identity.close());

  async function configure(origin: string, door: 'personal' | 'staff'): Promise<client.Configuration> {
    const relying = clients.relying[origin]![door]!;
    const key = (await importJWK(relying.privateKey as JWK, 'ES256')) as client.CryptoKey;
    const config = await client.discovery(
      new URL(identity.issuer),
      relying.clientId,
      { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
      client.PrivateKeyJwt(key),
      { execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks] },
    );
    return config;
  }

  async function signIn(origin: string, door: 'personal' | 'staff', answer: Answer, beforeReturning?: () => void) {
    const config = await configure(origin, door);
    const codeVerifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    const url = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: `${origin}/sign-in/callback`,
      scope: door === 'staff' ? staffScope : personalScope,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const callback = new URL(await answerOrder(url.href, answer, beforeReturning));
    if (callback.searchParams.has('error')) return { callback };
    const tokens = await client.authorizationCodeGrant(config, callback, {
      pkceCodeVerifier: codeVerifier,
      expectedState: state,
      expectedNonce: nonce,
      maxAge: 300,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    return { callback, claims, person: await client.fetchUserInfo(config, tokens.access_token, claims.sub) };
  }

  it('lets a resident sign in on the same device, with the names of the Swedish profile', async () => {
    const { claims, person } = await signIn(tenants[0].origin, 'personal', { person: 'astrid' });
    expect(claims).toMatchObject({
      sub: pairwiseSubject('helsingborg', 'astrid'),
      acr: 'http://id.elegnamnden.se/loa/1.0/loa3',
      amr: ['urn:grn:authn:se:bankid:same-device'],
    });
    expect(Object.keys(claims!).join()).not.toContain('personalIdentityNumber');
    expect(person).toMatchObject({
      given_name: 'Astrid',
      family_name: 'Lindqvist',
      'https://id.oidc.se/claim/personalIdentityNumber': '194805132380',
    });
  });

  it('lets a person sign in by QR code and phone', async () => {
    const { claims } = await signIn(tenants[0].origin, 'personal', { person: 'jonas', method: 'qr' });
    expect(claims).toMatchObject({ amr: ['urn:grn:authn:se:bankid:qr'] });
  });

  it('tells the employer through the staff door only', async () => {
    const staff = await signIn(tenants[0].origin, 'staff', { person: 'maria' });
    expect(staff.person).toMatchObject({ 'https://id.oidc.se/claim/orgAffiliation': 'maria@2120001157' });
    const atHome = await signIn(tenants[0].origin, 'personal', { person: 'maria' });
    expect(Object.keys(atHome.person!).join()).not.toContain('org');
  });

  it('gives one person unrelated subjects at two tenants', async () => {
    const resident = await signIn(tenants[0].origin, 'personal', { person: 'elin' });
    const member = await signIn(tenants[1].origin, 'personal', { person: 'elin' });
    expect(resident.claims!.sub).not.toBe(member.claims!.sub);
  });

  it('answers access_denied when the person cancels', async () => {
    const { callback } = await signIn(tenants[0].origin, 'personal', 'cancel');
    expect(callback.origin).toBe(tenants[0].origin);
    expect(callback.searchParams.get('error')).toBe('access_denied');
    expect(callback.searchParams.get('iss')).toBe(identity.issuer);
  });

  it('answers login_required when nobody approves within three minutes', async () => {
    const { callback } = await signIn(tenants[0].origin, 'personal', 'wait', () => (now += 180_000));
    expect(callback.searchParams.get('error')).toBe('login_required');
  });

  it('says the lower level of a person who has one', async () => {
    const { claims } = await signIn(tenants[0].origin, 'personal', { person: 'tova' });
    expect(claims).toMatchObject({ acr: 'http://id.elegnamnden.se/loa/1.0/loa2' });
  });

  it('goes straight to the device that was asked for', async () => {
    for (const method of ['same-device', 'qr']) {
      const config = await configure(tenants[0].origin, 'personal');
      const url = await client.buildAuthorizationUrlWithPAR(config, {
        redirect_uri: `${tenants[0].origin}/sign-in/callback`,
        scope: 'openid',
        code_challenge: await client.calculatePKCECodeChallenge(client.randomPKCECodeVerifier()),
        code_challenge_method: 'S256',
        acr_values: `http://id.elegnamnden.se/loa/1.0/loa3 urn:grn:authn:se:bankid:${method}`,
      });
      const start = await fetch(url, { redirect: 'manual' });
      const cookie = start.headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ');
      const page = await fetch(new URL(start.headers.get('location')!, url), {
        headers: { cookie },
        redirect: 'manual',
      });
      expect(page.headers.get('location')).toMatch(new RegExp(`/interaction/[^/]+/${method}$`));
    }
  });

  it('signs out and returns to the tenant', async () => {
    const config = await configure(tenants[0].origin, 'personal');
    const url = client.buildEndSessionUrl(config, { post_logout_redirect_uri: `${tenants[0].origin}/` });
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('/session/end/confirm');
  });

  it('serves its own style and font, and nothing that was not asked for', async () => {
    for (const name of ['identity.css', 'identity.js', 'inter.woff2'])
      expect((await fetch(`${identity.issuer}/assets/${name}`)).status).toBe(200);
    expect((await fetch(`${identity.issuer}/assets/..%2fmain.ts`)).status).toBe(404);
    expect((await fetch(`${identity.issuer}/interaction/none`)).status).toBe(400);
    expect((await fetch(`${identity.issuer}/phone?qr=bankid.a.1.b`)).status).toBe(400);
  });

  it('refuses to run in production', () => {
    expect(() => readConfig({ NODE_ENV: 'production', IDENTITY_FILE: 'x' })).toThrow('refuses');
  });
});
