// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock, DomainError, Invalid, Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { requestOf } from './request-context.ts';
import { nonceBytes, openAnswer, sealAnswer, type SealedAnswer } from './sealed-answer.ts';

/** What was asked with this key before, and, once it was answered, how. */
interface Remembered {
  readonly question: string;
  readonly status: number | null;
  readonly body: SealedAnswer | null;
}

const digest = (...parts: readonly string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');

/**
 * A POST repeated with the same Idempotency-Key has one effect and one answer
 * (draft-ietf-httpapi-idempotency-key-header-07). The key is stored in the request's own transaction, so a second
 * request that arrives meanwhile waits at the unique index and then gets the first one's answer. The answer is sealed
 * with what was sent: nobody who has only the database can read it.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = requestOf(context);
    const sent = request.headers['idempotency-key'];
    const person = request.handslag?.session?.personId;
    if (request.method !== 'POST' || sent === undefined || !person) return next.handle();
    if (typeof sent !== 'string' || !/^[\x21-\x7e]{8,200}$/.test(sent)) throw new Invalid('request.idempotency-key');
    const secret = [person, sent].join('\n');
    // With the key: what was sent may be short enough to be guessed, as a personal number or a code is.
    const question = digest(secret, request.method, request.url, JSON.stringify(request.body ?? null));
    return from(this.once(context, secret, question, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  private async once(
    context: ExecutionContext,
    secret: string,
    question: string,
    work: () => Promise<unknown>,
  ): Promise<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const id = this.randomness.uuid();
    const [remembered] = await this.scope.rows<Remembered>(
      `insert into remembered_answer as r (tenant_id, id, key, question, at) values (:tenant, :id, :key, :question, :at)
       on conflict (tenant_id, key) do update set key = r.key returning r.question, r.status, r.body`,
      { id, key: digest(secret), question, at: this.clock.now() },
    );
    if (remembered?.question !== question) throw new Invalid('request.idempotency-key-reused');
    if (remembered.status !== null) {
      void reply.status(remembered.status);
      return remembered.body ? openAnswer(secret, remembered.body) : undefined;
    }
    const body = await work();
    if (reply.statusCode >= 500) throw new DomainError('unavailable', 'internal');
    const sealed = body === undefined ? null : sealAnswer(secret, this.randomness.bytes(nonceBytes), body);
    await this.scope.rows(
      `update remembered_answer r set status = :status, body = :body::jsonb where r.tenant_id = :tenant and r.id = :id`,
      { id, status: reply.statusCode, body: sealed && JSON.stringify(sealed) },
    );
    return body;
  }
}
