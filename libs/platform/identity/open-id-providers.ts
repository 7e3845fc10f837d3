// SPDX-License-Identifier: EUPL-1.2
import { importJWK } from 'jose';
import * as oidc from 'openid-client';
import type { Clock } from '#kernel';
import type { ClientKind, SignInClient } from './sign-in-clients.ts';
import { SignInFailure } from './sign-in-failure.ts';

/** The levels of assurance that open the door; compared letter by letter, whatever was asked for. */
export const acceptedLevels: readonly string[] = [
  'http://id.elegnamnden.se/loa/1.0/loa3',
  'http://id.elegnamnden.se/loa/1.0/loa4',
];

/** Where the person has their e-ID: a wish in `acr_values`, beside the level. */
export const methods = {
  'same-device': 'urn:grn:authn:se:bankid:same-device',
  qr: 'urn:grn:authn:se:bankid:qr',
} as const;
export type Method = keyof typeof methods;

const claim = (name: string) => `https://id.oidc.se/claim/${name}`;
const scopes = (...names: string[]) => ['openid', ...names.map((name) => `https://id.oidc.se/scope/${name}`)].join(' ');

/** At home a person identifies anew each time; at work a morning's single sign-on is enough. */
const wishes: Readonly<Record<ClientKind, { scope: string; prompt?: string; maxAge: number }>> = {
  personal: { scope: scopes('naturalPersonInfo', 'naturalPersonNumber'), prompt: 'login', maxAge: 300 },
  staff: { scope: scopes('naturalPersonInfo', 'naturalPersonNumber', 'naturalPersonOrgId'), maxAge: 12 * 3600 },
};

/** What binds the provider's answer to the question. */
export interface Binding {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface ProvenIdentity {
  readonly subject: string;
  readonly givenName: string;
  readonly name: string;
  readonly personalNumber: string | null;
  readonly orgNumber: string | null;
  /** How sure the provider is of who it is; one of `acceptedLevels`. */
  readonly acr?: string;
}

/** A question to somebody on the phone that has not been answered yet. */
export interface Ringing {
  readonly question: oidc.BackchannelAuthenticationResponse;
  readonly askedAt: Date;
}
type Answered = oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers;

interface Known {
  readonly config: Promise<oidc.Configuration>;
  readonly until: number;
}

const rememberMs = 24 * 3600_000;
const retryAfterMs = 5_000;
const timeoutSeconds = 5;
const clockSkewMs = 30_000;
/** A provider that forgets to say that it took too long is not waited for. */
const graceSeconds = 5;

/** Speaks OpenID Connect with the tenants' identity providers, and believes nothing that is not signed and expected. */
export class OpenIdProviders {
  readonly #known = new Map<string, Known>();

  constructor(private readonly clock: Clock) {}

  /** The address that the browser is sent to. */
  async authorizationUrl(client: SignInClient, redirectUri: string, binding: Binding, method?: Method): Promise<URL> {
    return this.#reaching(client, async (config) => {
      const { scope, prompt, maxAge } = wishes[client.kind];
      const parameters = {
        redirect_uri: redirectUri,
        scope,
        state: binding.state,
        nonce: binding.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(binding.codeVerifier),
        code_challenge_method: 'S256',
        acr_values: [...acceptedLevels, ...(method ? [methods[method]] : [])].join(' '),
        max_age: String(maxAge),
        ...(prompt ? { prompt } : {}),
      };
      return config.serverMetadata().pushed_authorization_request_endpoint
        ? oidc.buildAuthorizationUrlWithPAR(config, parameters)
        : oidc.buildAuthorizationUrl(config, parameters);
    });
  }

  /** @throws SignInFailure when the answer is a no, or is not what a provider that keeps the rules would say. */
  async identity(client: SignInClient, answer: URL, binding: Binding): Promise<ProvenIdentity> {
    return this.#reaching(client, async (config) => {
      const tokens = await oidc.authorizationCodeGrant(config, answer, {
        expectedState: binding.state,
        expectedNonce: binding.nonce,
        pkceCodeVerifier: binding.codeVerifier,
        maxAge: wishes[client.kind].maxAge,
        idTokenExpected: true,
      });
      const claims = this.#believed(client, tokens);
      const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
      return { ...readIdentity(claims.sub, person), acr: claims['acr'] as string };
    });
  }

  /** Asks somebody who is on the phone to show on their own device who they are. */
  async ringUp(client: SignInClient, personalNumber: string, message: string, seconds: number): Promise<Ringing> {
    const askedAt = this.clock.now();
    const question = await this.#reaching(client, (config) =>
      oidc.initiateBackchannelAuthentication(config, {
        scope: wishes[client.kind].scope,
        login_hint: `sub:ssn:${personalNumber}`,
        binding_message: message,
        acr_values: acceptedLevels.join(' '),
        requested_expiry: String(seconds),
      }),
    );
    return { question, askedAt };
  }

  /** Waits for their answer. @throws SignInFailure when it is a no, comes too late, or is not to be believed. */
  async pickedUp(client: SignInClient, { question, askedAt }: Ringing, signal: AbortSignal): Promise<ProvenIdentity> {
    const late = AbortSignal.timeout((question.expires_in + graceSeconds) * 1000);
    const options = { signal: AbortSignal.any([signal, late]) };
    return this.#reaching(client, async (config) => {
      const polling = oidc.pollBackchannelAuthenticationGrant(config, question, undefined, options);
      const tokens = await polling.catch((error: unknown) => {
        throw late.aborted ? new SignInFailure('sign-in.expired', 'no-answer') : error;
      });
      const claims = this.#believed(client, tokens);
      // Whoever was signed in there before has not answered this question.
      if (typeof claims.auth_time !== 'number' || claims.auth_time * 1000 < askedAt.getTime() - clockSkewMs)
        throw new SignInFailure('sign-in.refused', 'auth-time');
      return readIdentity(claims.sub, await oidc.fetchUserInfo(config, tokens.access_token, claims.sub));
    });
  }

  #believed(client: SignInClient, tokens: Answered): oidc.IDToken {
    const claims = tokens.claims();
    if (!claims) throw new SignInFailure('sign-in.refused', 'no-id-token');
    if (!acceptedLevels.some((level) => level === claims['acr'])) throw new SignInFailure('sign-in.refused', 'acr');
    if (claims.azp !== undefined && claims.azp !== client.clientId) throw new SignInFailure('sign-in.refused', 'azp');
    return claims;
  }

  /** Where the provider's own session ends; null when it has no such place or cannot be reached. */
  async endSessionUrl(client: SignInClient, returnTo: string): Promise<string | null> {
    try {
      const config = await this.#configuration(client);
      if (!config.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(config, { post_logout_redirect_uri: returnTo }).href;
    } catch {
      return null;
    }
  }

  async #reaching<T>(client: SignInClient, work: (config: oidc.Configuration) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#configuration(client));
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Discovery, once a day; a provider that does not answer is left in peace for a few seconds. */
  #configuration(client: SignInClient): Promise<oidc.Configuration> {
    const key = `${client.issuer} ${client.clientId}`;
    const now = this.clock.now().getTime();
    const known = this.#known.get(key);
    if (known && known.until > now) return known.config;
    const config = discover(client);
    this.#known.set(key, { config, until: now + rememberMs });
    config.catch(() => this.#known.set(key, { config, until: now + retryAfterMs }));
    return config;
  }
}

async function discover(client: SignInClient): Promise<oidc.Configuration> {
  const issuer = new URL(client.issuer);
  const key = (await importJWK(client.privateKey, client.privateKey.alg ? undefined : 'ES256')) as oidc.CryptoKey;
  const metadata = {
    id_token_signed_response_alg: client.signingAlg,
    userinfo_signed_response_alg: client.signingAlg,
    require_auth_time: true,
  };
  const execute = [oidc.enableNonRepudiationChecks];
  if (issuer.protocol === 'http:' && issuer.hostname === 'localhost') execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(issuer, client.clientId, metadata, oidc.PrivateKeyJwt(key), {
    execute,
    timeout: timeoutSeconds,
  });
}

function readIdentity(subject: string, person: oidc.UserInfoResponse): ProvenIdentity {
  const text = (name: string): string | null => {
    const value = person[name];
    return typeof value === 'string' && value.trim() !== '' && value.length <= 200 ? value.trim() : null;
  };
  const personalNumber = text(claim('personalIdentityNumber')) ?? text(claim('coordinationNumber'));
  if (personalNumber !== null && !/^\d{12}$/.test(personalNumber))
    throw new SignInFailure('sign-in.refused', 'personal-number');
  const givenName = text('given_name');
  const familyName = text('family_name');
  const name = text('name') ?? ([givenName, familyName].filter(Boolean).join(' ') || null);
  if (!name) throw new SignInFailure('sign-in.refused', 'no-name');
  const affiliation = text(claim('orgAffiliation'));
  return {
    subject,
    givenName: givenName ?? name,
    name,
    personalNumber,
    orgNumber: affiliation?.split('@').at(-1) ?? null,
  };
}

const refusals: Readonly<Record<string, SignInFailure['code']>> = {
  access_denied: 'sign-in.cancelled',
  login_required: 'sign-in.expired',
  expired_token: 'sign-in.expired',
  temporarily_unavailable: 'sign-in.unavailable',
  server_error: 'sign-in.unavailable',
};

/** The person's or the provider's own no keeps its meaning; an unreachable provider is named; all else is refused alike. */
function failureOf(error: unknown): SignInFailure {
  if (error instanceof SignInFailure) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    return new SignInFailure(refusals[error.error] ?? 'sign-in.refused', `provider-${error.error.slice(0, 60)}`);
  }
  const { code, name, error: told } = partsOf(error);
  if (typeof told === 'string' && Object.hasOwn(refusals, told))
    return new SignInFailure(refusals[told] ?? 'sign-in.refused', `provider-${told}`);
  const reason = String(code ?? name);
  return new SignInFailure(isUnreachable(error) ? 'sign-in.unavailable' : 'sign-in.refused', reason);
}

interface ErrorParts {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly status?: unknown;
  readonly cause?: unknown;
  /** What the token endpoint said. */
  readonly error?: unknown;
}

const partsOf = (error: unknown): ErrorParts => (typeof error === 'object' && error !== null ? error : {});

/** No answer, too late an answer, or the provider's own 5xx; found in whatever the library has wrapped around it. */
function isUnreachable(error: unknown): boolean {
  const { name, message, code, status, cause } = partsOf(error);
  if (name === 'TimeoutError' || code === 'OAUTH_TIMEOUT' || message === 'fetch failed') return true;
  return Number(status) >= 500 || (cause !== undefined && isUnreachable(cause));
}
