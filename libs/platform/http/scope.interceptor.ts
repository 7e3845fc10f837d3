// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DomainError, Forbidden } from '#kernel';
import { abilityFor, type Class, type Policy } from '#platform/authz';
import { TenantScope } from '#platform/tenancy';
import { requestOf, safeMethods } from './request-context.ts';
import { routePolicyKey, type RoutePolicy } from './route.ts';
import { Actors } from './sessions.ts';

/** The policies of all features this plane hosts. */
export abstract class Policies {
  abstract readonly all: readonly Policy[];
  /** General abilities by the word the web app knows them by. */
  abstract readonly can: Readonly<Record<string, readonly [verb: string, subject: Class]>>;
}

/** Opens the tenant's scope around the handler: one request, one transaction. */
@Injectable()
export class ScopeInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly scope: TenantScope,
    private readonly actors: Actors,
    private readonly policies: Policies,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const policy = this.reflector.getAllAndOverride<RoutePolicy>(routePolicyKey, [
      context.getHandler(),
      context.getClass(),
    ]);
    const tenant = requestOf(context).handslag?.tenant;
    if (policy.door === 'plane' || !tenant) return next.handle();
    return from(
      this.scope.run(tenant.id, async () => {
        await this.introduce(context, policy);
        return lastValueFrom<unknown, undefined>(next.handle(), { defaultValue: undefined });
      }),
    );
  }

  private async introduce(context: ExecutionContext, policy: RoutePolicy): Promise<void> {
    const request = requestOf(context);
    const personId = request.handslag?.session?.personId;
    const actor = personId ? await this.actors.load(personId) : null;
    if (!request.handslag || !personId || !actor) {
      if (policy.door === 'public') return;
      throw new DomainError('unauthenticated', 'unauthenticated');
    }
    this.scope.actAs(personId);
    const ability = abilityFor(actor, this.policies.all);
    request.handslag.actor = actor;
    request.handslag.ability = ability;
    if (policy.door !== 'may') return;
    if (!safeMethods.has(request.method) && !actor.termsAccepted) throw new Forbidden('terms.not-accepted');
    if (ability.cannot(policy.verb, policy.subject)) throw new Forbidden();
  }
}
