// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { DomainError, NotFound } from '#kernel';
import { RateLimits, type HandslagRequest } from '#platform/http';
import { TenantScope, type Tenant } from '#platform/tenancy';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Arrivals, type Door } from './arrivals.ts';
import { HostCookie } from './cookies.ts';
import { summarizeDevice } from './device.ts';
import { NumberHash } from './number-hash.ts';
import { OpenIdProviders, type ProvenIdentity } from './open-id-providers.ts';
import { SessionStore } from './session-store.ts';
import { kindOf, SignInClients, type SignInClient } from './sign-in-clients.ts';
import { SignInEvents } from './sign-in-events.ts';
import { SignInFailure } from './sign-in-failure.ts';
import { SignInTransactions, signInSeconds } from './sign-in-transactions.ts';
import type { SignInQuery } from './sign-in.dto.ts';

const beganCookie = new HostCookie('handslag-sign-in');

const agentOf = (request: HandslagRequest): string => request.headers['user-agent'] ?? '';

/** What the browser is told next. */
export interface Onward {
  readonly location: string;
  readonly cookies: readonly string[];
}

/** The way in and out. A sign-in that fails leaves no session, one event, and a page that says what to do. */
@Injectable()
export class SignInService {
  constructor(
    private readonly clients: SignInClients,
    private readonly providers: OpenIdProviders,
    private readonly transactions: SignInTransactions,
    private readonly sessions: SessionStore,
    private readonly numbers: NumberHash,
    private readonly events: SignInEvents,
    private readonly arrivals: Arrivals,
    private readonly scope: TenantScope,
    private readonly limits: RateLimits,
  ) {}

  async begin(
    tenant: Tenant,
    request: HandslagRequest,
    reply: FastifyReply,
    query: z.infer<typeof SignInQuery>,
  ): Promise<Onward> {
    const client = this.clients.behind(tenant, query.as);
    if (!client) throw new NotFound();
    return this.#orFail(tenant, [], async () => {
      await this.limits.consume(`${tenant.id}:sign-in:${request.ip}`, reply);
      const { cookie, binding } = await this.transactions.begin({
        tenantId: tenant.id,
        door: query.as,
        returnPath: query.return,
        invitationToken: query.invitation ?? null,
        userAgent: agentOf(request),
      });
      const url = await this.providers.authorizationUrl(client, callbackOf(tenant), binding, query.acr);
      return { location: url.href, cookies: [beganCookie.write(cookie, tenant.origin, signInSeconds)] };
    });
  }

  async complete(tenant: Tenant, request: HandslagRequest): Promise<Onward> {
    const answer = new URL(request.url, tenant.origin);
    const cleared = beganCookie.clear(tenant.origin);
    // An answer to something else must not end what another tab of this browser has begun.
    const cookies: string[] = [];
    return this.#orFail(tenant, cookies, async () => {
      const cookie = beganCookie.read(request.headers.cookie, tenant.origin);
      const state = answer.searchParams.get('state') ?? '';
      const begun = await this.transactions.resume(tenant.id, cookie, state, agentOf(request));
      cookies.push(cleared);
      const client = this.clients.behind(tenant, begun.door);
      if (!client) throw new SignInFailure('sign-in.refused', 'no-client');
      const identity = await this.providers.identity(client, answer, begun.binding);
      const personId = await this.#arrive(tenant, begun.door, client, identity, begun.invitationToken);
      const session = await this.sessions.start(request, {
        tenantId: tenant.id,
        personId,
        client: kindOf(begun.door),
        device: summarizeDevice(agentOf(request)),
        ...(identity.acr ? { acr: identity.acr } : {}),
      });
      await this.events.record(tenant.id, 'signed-in');
      return { location: begun.returnPath, cookies: [cleared, session] };
    });
  }

  /** Ends the session here, and tells where to end the provider's own: only employers' providers keep one. */
  async signOut(tenant: Tenant, request: HandslagRequest): Promise<string | null> {
    const kind = await this.sessions.end(request);
    const client = kind === 'staff' ? this.clients.ofKind(tenant, kind) : undefined;
    return client ? this.providers.endSessionUrl(client, `${tenant.origin}/`) : null;
  }

  /** The personal number goes no further than this method. */
  async #arrive(
    tenant: Tenant,
    door: Door,
    client: SignInClient,
    identity: ProvenIdentity,
    invitationToken: string | null,
  ) {
    const { subject, givenName, name, personalNumber } = identity;
    const orgNumber = door === 'staff' ? employerOf(client, identity) : null;
    const numberHash = personalNumber === null ? null : await this.numbers.of(tenant.id, personalNumber);
    return this.scope.run(tenant.id, () =>
      this.arrivals.arrive({ subject, givenName, displayName: name, as: door, numberHash, orgNumber, invitationToken }),
    );
  }

  async #orFail(tenant: Tenant, cookies: readonly string[], work: () => Promise<Onward>): Promise<Onward> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof SignInFailure) && !(error instanceof DomainError)) throw error;
      await this.events.record(tenant.id, error.code, error instanceof SignInFailure ? error.reason : null);
      return { location: `/sign-in-failed?code=${encodeURIComponent(error.code)}`, cookies };
    }
  }
}

const callbackOf = (tenant: Tenant): string => `${tenant.origin}/sign-in/callback`;

function employerOf(client: SignInClient, { orgNumber }: ProvenIdentity): string {
  if (!orgNumber || orgNumber !== client.orgNumber)
    throw new SignInFailure('sign-in.not-employed-here', 'org-affiliation');
  return orgNumber;
}
