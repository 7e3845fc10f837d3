// SPDX-License-Identifier: EUPL-1.2
import Provider, { interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Calls } from './calls.ts';
import type { ProviderFile } from './clients.ts';
import { memoryAdapters } from './memory-adapter.ts';
import { errorPage, signedOutPage, signingOutPage } from './pages.ts';
import { pairwiseSubject } from './subject.ts';
import { findPerson, fullName, testPersons, type TestPerson } from './test-persons.ts';

export const levels = {
  loa2: 'http://id.elegnamnden.se/loa/1.0/loa2',
  loa3: 'http://id.elegnamnden.se/loa/1.0/loa3',
};

/** How the person identified: asked for in `acr_values`, told in `amr`. The level is told in `acr`. */
export const methods = {
  'same-device': 'urn:grn:authn:se:bankid:same-device',
  qr: 'urn:grn:authn:se:bankid:qr',
} as const;

const claim = (name: string): string => `https://id.oidc.se/claim/${name}`;

function claimsOf(person: TestPerson): Record<string, string> {
  const own = {
    name: fullName(person),
    given_name: person.givenName,
    family_name: person.familyName,
    [claim('personalIdentityNumber')]: person.personalNumber,
  };
  if (!person.employer) return own;
  const { orgNumber, orgName } = person.employer;
  return {
    ...own,
    [claim('orgAffiliation')]: `${person.key}@${orgNumber}`,
    [claim('orgNumber')]: orgNumber,
    [claim('orgName')]: orgName,
  };
}

/** BankID knows no single sign-on: every request is answered by a person, every time. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    ?.checks.add(
      new interactionPolicy.Check('fresh', 'End-User authentication is required', (ctx) =>
        ctx.oidc.result?.login ? interactionPolicy.Check.NO_NEED_TO_PROMPT : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

async function grantAll(ctx: KoaContextWithOIDC) {
  const { provider, client, session, params } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope(String(params!.scope));
  await grant.save();
  return grant;
}

/** A caller is named by their number, as the agent heard it. */
const hinted = (hint: string | undefined): string | undefined =>
  testPersons.find(({ personalNumber }) => hint === `sub:ssn:${personalNumber}`)?.key;

function configuration(file: ProviderFile, calls: Calls, callSeconds: number): Configuration {
  return {
    adapter: memoryAdapters(file.clients),
    jwks: { keys: [file.signingKey] },
    cookies: { keys: [file.cookieKey] },
    findAccount: ({ oidc }, accountId) => {
      const person = findPerson(accountId);
      const own = oidc.client?.subjectType === 'public' ? String(oidc.client['sector']) : undefined;
      const sub = own ? pairwiseSubject(own, accountId) : accountId;
      return person && { accountId, claims: () => ({ sub, ...claimsOf(person) }) };
    },
    acrValues: [...Object.values(levels), ...Object.values(methods)],
    claims: {
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      [`https://id.oidc.se/scope/naturalPersonInfo`]: ['name', 'given_name', 'family_name'],
      [`https://id.oidc.se/scope/naturalPersonNumber`]: [claim('personalIdentityNumber')],
      [`https://id.oidc.se/scope/naturalPersonOrgId`]: [claim('orgAffiliation'), claim('orgNumber'), claim('orgName')],
    },
    scopes: ['openid'],
    responseTypes: ['code'],
    subjectTypes: ['pairwise', 'public'],
    pairwiseIdentifier: (_, accountId, client) => pairwiseSubject(String(client['sector']), accountId),
    extraClientMetadata: { properties: ['sector'] },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      userinfoSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: ['ES256'],
    },
    pkce: { required: () => true },
    loadExistingGrant: grantAll,
    interactions: { policy: alwaysAsk(), url: (_, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      ciba: {
        enabled: true,
        deliveryModes: ['poll'],
        processLoginHint: (_, hint) => hinted(hint),
        validateBindingMessage: () => undefined,
        validateRequestContext: () => undefined,
        verifyUserCode: () => undefined,
        triggerAuthenticationDevice: ({ oidc }, request, account, client) =>
          calls.ring({
            id: request.jti,
            person: account.accountId,
            asker: client.clientName ?? client.clientId,
            message: typeof oidc.params?.['binding_message'] === 'string' ? oidc.params['binding_message'] : '',
            until: Date.now() + callSeconds * 1000,
          }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => void (ctx.body = signingOutPage(form)),
        postLogoutSuccessSource: (ctx) => void (ctx.body = signedOutPage()),
      },
    },
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(
        'Det gick inte att logga in',
        `Tjänsten du kom från skickade en begäran som inte går att svara på (${out.error}).`,
      );
    },
    ttl: {
      BackchannelAuthenticationRequest: callSeconds,
      AccessToken: 300,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 300,
      Interaction: 600,
      Session: 600,
    },
  };
}

/** @param callSeconds how long somebody on the phone may take to answer */
export function createProvider(issuer: string, file: ProviderFile, calls: Calls, callSeconds = 120): Provider {
  const provider = new Provider(issuer, configuration(file, calls, callSeconds));
  calls.provider = provider;
  return provider;
}
