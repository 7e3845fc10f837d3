// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { etagKey } from './route.ts';

/** Sends a record's version as ETag, which a change names in If-Match (RFC 9110, section 13). */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!this.reflector.get<boolean | undefined>(etagKey, context.getHandler())) return next.handle();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (typeof answer !== 'object' || answer === null || !('version' in answer)) return answer;
        const tag = `"v${String(answer.version)}"`;
        const reply = context.switchToHttp().getResponse<FastifyReply>();
        void reply.header('ETag', tag);
        return answer;
      }),
    );
  }
}
