// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Tenant } from '#platform/tenancy';
import type { Door } from './arrivals.ts';

const jwk = z.looseObject({ kty: z.string() });

const client = z.strictObject({
  clientId: z.string().min(1),
  /** Private JWK for private_key_jwt. */
  privateKey: jwk,
  /** Staff only: the employer whose people may come in. */
  orgNumber: z.string().optional(),
});

/** By tenant origin: how its people sign in. Residents and members use `personal`. */
const clientsFile = z.record(
  z.url(),
  z.strictObject({
    /** The tenant's own provider; the plane's by default. */
    issuer: z.url().optional(),
    /** The one algorithm its tokens are signed with. */
    signingAlg: z.enum(['ES256', 'ES384', 'PS256', 'RS256']).default('ES256'),
    personal: client.optional(),
    staff: client.optional(),
    /** For asking callers, when the provider wants another client for that; `personal` otherwise. */
    callers: client.optional(),
  }),
);

export type ClientKind = 'personal' | 'staff';

export interface SignInClient {
  readonly kind: ClientKind;
  readonly issuer: string;
  readonly signingAlg: string;
  readonly clientId: string;
  readonly privateKey: z.infer<typeof jwk>;
  readonly orgNumber?: string | undefined;
}

const doors: Readonly<Record<Tenant['kind'], readonly Door[]>> = {
  municipality: ['resident', 'staff'],
  association: ['member'],
};

export const kindOf = (door: Door): ClientKind => (door === 'staff' ? 'staff' : 'personal');

/** The clients that the operator has registered with the identity provider, one a tenant and kind of sign-in. */
export class SignInClients {
  readonly #file: z.infer<typeof clientsFile>;

  constructor(
    content: unknown,
    private readonly defaultIssuer: string,
  ) {
    this.#file = clientsFile.parse(content);
  }

  static fromFile(path: string, defaultIssuer: string): SignInClients {
    return new SignInClients(JSON.parse(readFileSync(path, 'utf8')), defaultIssuer);
  }

  /** Undefined when the tenant has no such door. */
  behind(tenant: Tenant, door: Door): SignInClient | undefined {
    return doors[tenant.kind].includes(door) ? this.ofKind(tenant, kindOf(door)) : undefined;
  }

  ofKind(tenant: Tenant, kind: ClientKind): SignInClient | undefined {
    return this.#find(tenant, kind, kind);
  }

  /** With which a caller is asked who they are. */
  forCallers(tenant: Tenant): SignInClient | undefined {
    return this.#find(tenant, 'callers', 'personal') ?? this.ofKind(tenant, 'personal');
  }

  #find(tenant: Tenant, name: ClientKind | 'callers', kind: ClientKind): SignInClient | undefined {
    const entry = this.#file[tenant.origin];
    const found = entry?.[name];
    return (
      entry && found && { kind, issuer: entry.issuer ?? this.defaultIssuer, signingAlg: entry.signingAlg, ...found }
    );
  }
}
