// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { fingerprint, namesTag } from './etag.ts';
import { requestOf } from './request-context.ts';
import { etagKey } from './route.ts';

/**
 * Sends an ETag: the record's version, which a change names in If-Match, and a fingerprint of the answer as this very
 * person gets it, since what they may do and what others did around it changes without a new version. Whoever already
 * has that answer gets 304 and no body (RFC 9110, section 13): never more than the 200 would have told, because the
 * handler has run, and every check with it.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(etagKey, context.getHandler())) return next.handle();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (typeof answer !== 'object' || answer === null || !('version' in answer)) return answer;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        const { method, headers } = requestOf(context);
        const tag = `"v${String(answer.version)}.${fingerprint(JSON.stringify(answer))}"`;
        void reply.header('ETag', tag);
        if (!['GET', 'HEAD'].includes(method) || !namesTag(headers['if-none-match'], tag)) return answer;
        void reply.status(304);
        return undefined;
      }),
    );
  }
}
