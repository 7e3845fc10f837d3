// SPDX-License-Identifier: EUPL-1.2
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AppAbility } from '#platform/authz';
import { DomainError } from '#kernel';
import type { Tenant } from '#platform/tenancy';
import type { KnownActor, Session } from './sessions.ts';

/** Those that look and change nothing. */
export const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What the guard and the scope interceptor find out about a request. */
export interface HandslagRequest extends FastifyRequest {
  handslag?: {
    tenant?: Tenant;
    session?: Session;
    actor?: KnownActor;
    ability?: AppAbility;
  };
}

export const requestOf = (context: ExecutionContext): HandslagRequest => context.switchToHttp().getRequest();

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new DomainError('unauthenticated', 'unauthenticated');
  return value;
}

export const CurrentAbility = createParamDecorator((_: unknown, context: ExecutionContext) =>
  known(requestOf(context).handslag?.ability),
);

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  known(requestOf(context).handslag?.actor),
);

export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext) =>
  known(requestOf(context).handslag?.session),
);

export const CurrentTenant = createParamDecorator((_: unknown, context: ExecutionContext) =>
  known(requestOf(context).handslag?.tenant),
);

/** The version that `If-Match` names, whoever's view of it the tag was taken from. @throws 428 when the header is missing, 412 when it is not one of our tags. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const header = requestOf(context).headers['if-match'];
  if (header === undefined) throw new DomainError('precondition-required', 'precondition.required');
  const version = /^"v(\d{1,9})(\.[\w-]+)?"$/.exec(header)?.[1];
  if (version === undefined) throw new DomainError('precondition-failed', 'precondition.failed');
  return Number(version);
});

/** @throws 412 when somebody else has changed the record in the meantime. */
export function expectVersion(record: { readonly version: number }, version: number): void {
  if (record.version !== version) throw new DomainError('precondition-failed', 'precondition.failed');
}
