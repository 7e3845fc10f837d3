// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { DomainError, Forbidden, NotFound } from '#kernel';
import { TenantDirectory } from '#platform/tenancy';
import { RateLimits } from './rate-limits.ts';
import { requestOf, safeMethods, type HandslagRequest } from './request-context.ts';
import { routePolicyKey, type RoutePolicy } from './route.ts';
import { Sessions } from './sessions.ts';

/** Finds the tenant and the session; lets nobody through whom the route's declaration does not name. */
@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly directory: TenantDirectory,
    private readonly sessions: Sessions,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(routePolicyKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!policy) throw new NotFound();
    if (policy.door === 'plane') return true;

    const request = requestOf(context);
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const tenant = await this.directory.byHost(request.host);
    if (!tenant) throw new NotFound();
    request.handslag = { tenant };

    const session =
      policy.door === 'public' && safeMethods.has(request.method) ? null : await this.sessions.find(request, reply);
    if (session && session.tenantId === tenant.id) request.handslag.session = session;
    if (policy.door !== 'public' && !request.handslag.session) {
      throw new DomainError('unauthenticated', 'unauthenticated');
    }
    if (!safeMethods.has(request.method)) {
      if (request.handslag.session) refuseOtherOrigins(request, tenant.origin);
      await this.limits.consume(`${tenant.id}:${session?.personId ?? request.ip}`, reply);
    }
    return true;
  }
}

/** A change that rides on a cookie must come from our own pages; browsers say where from, and cannot be made to lie. */
function refuseOtherOrigins(request: HandslagRequest, origin: string): void {
  const site = request.headers['sec-fetch-site'];
  const from = request.headers.origin;
  if (site === 'same-origin' || (site === undefined && from === origin)) return;
  throw new Forbidden('request.other-origin');
}
