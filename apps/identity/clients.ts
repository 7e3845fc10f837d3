// SPDX-License-Identifier: EUPL-1.2
import { generateKeyPairSync, randomBytes, type JsonWebKey } from 'node:crypto';
import type { ClientMetadata, JWK } from 'oidc-provider';

export interface DemoTenant {
  /** Short name, also the sector of its pairwise subjects: `helsingborg`. */
  readonly slug: string;
  readonly name: string;
  readonly origin: string;
  readonly kind: 'municipality' | 'association';
  /** Whose staff may use the staff door; municipalities only. */
  readonly orgNumber?: string;
}

/** What a plane must know to sign people in at one tenant; the same shape as in `#platform/identity`. */
interface RelyingClient {
  readonly clientId: string;
  readonly privateKey: JsonWebKey;
  readonly orgNumber?: string;
}

interface RelyingTenant {
  readonly issuer: string;
  readonly personal: RelyingClient;
  readonly staff?: RelyingClient;
  /** Asks whoever is on the phone. */
  readonly callers: RelyingClient;
}

/** All that the demo provider must remember between two starts. */
export interface ProviderFile {
  readonly signingKey: JWK;
  readonly cookieKey: string;
  readonly clients: readonly ClientMetadata[];
}

export interface DemoClients {
  /** For the provider: public halves of the clients' keys, and its own secrets. */
  readonly provider: ProviderFile;
  /** For the planes, by tenant origin: private halves. */
  readonly relying: Readonly<Record<string, RelyingTenant>>;
}

const scope = [
  'openid',
  'https://id.oidc.se/scope/naturalPersonInfo',
  'https://id.oidc.se/scope/naturalPersonNumber',
  'https://id.oidc.se/scope/naturalPersonOrgId',
];

function keyPair(kid: string): { publicKey: JsonWebKey; privateKey: JsonWebKey } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const use = { kid, alg: 'ES256', use: 'sig' };
  return {
    publicKey: { ...pair.publicKey.export({ format: 'jwk' }), ...use },
    privateKey: { ...pair.privateKey.export({ format: 'jwk' }), ...use },
  };
}

/** For each municipality a client for residents and one for staff, for each association one for members; and one for callers. */
export function demoClients(tenants: readonly DemoTenant[], issuer: string): DemoClients {
  const clients: ClientMetadata[] = [];
  const relying: Record<string, RelyingTenant> = {};

  const client = (tenant: DemoTenant, door: 'personal' | 'staff'): RelyingClient => {
    const clientId = `${tenant.slug}-${door}`;
    const { publicKey, privateKey } = keyPair(clientId);
    clients.push({
      client_id: clientId,
      client_name: tenant.name,
      sector: tenant.slug,
      redirect_uris: [`${tenant.origin}/sign-in/callback`],
      post_logout_redirect_uris: [`${tenant.origin}/`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      scope: (door === 'staff' ? scope : scope.slice(0, 3)).join(' '),
      subject_type: 'pairwise',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
      require_auth_time: true,
      require_pushed_authorization_requests: true,
      jwks: { keys: [publicKey] },
    });
    return { clientId, privateKey, orgNumber: door === 'staff' ? tenant.orgNumber : undefined };
  };

  // No browser comes back to it; the provider knows pairwise subjects of such clients by their key's address only, so
  // its subjects are made in `findAccount`: the same as at the tenant's other clients.
  const callersOf = (tenant: DemoTenant): RelyingClient => {
    const clientId = `${tenant.slug}-callers`;
    const { publicKey, privateKey } = keyPair(clientId);
    clients.push({
      client_id: clientId,
      client_name: tenant.name,
      sector: tenant.slug,
      redirect_uris: [],
      response_types: [],
      grant_types: ['urn:openid:params:grant-type:ciba'],
      backchannel_token_delivery_mode: 'poll',
      scope: scope.slice(0, 3).join(' '),
      subject_type: 'public',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      userinfo_signed_response_alg: 'ES256',
      require_auth_time: true,
      jwks: { keys: [publicKey] },
    });
    return { clientId, privateKey };
  };

  for (const tenant of tenants) {
    relying[tenant.origin] = {
      issuer,
      personal: client(tenant, 'personal'),
      staff: tenant.kind === 'municipality' ? client(tenant, 'staff') : undefined,
      callers: callersOf(tenant),
    };
  }
  const signingKey = keyPair('demo-1').privateKey as JWK;
  return { provider: { signingKey, cookieKey: randomBytes(32).toString('base64url'), clients }, relying };
}
