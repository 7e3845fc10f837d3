// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { Clock, DomainError, Invalid, Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { RememberedAnswer } from './remembered-answer.entity.ts';
import { requestOf } from './request-context.ts';
import { nonceBytes, openAnswer, sealAnswer } from './sealed-answer.ts';

const rememberedMs = 24 * 60 * 60 * 1000;
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
    private readonly em: EntityManager,
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
    const key = digest(secret);
    await this.forgetOld();
    await this.scope.rows(
      `insert into remembered_answer (tenant_id, id, key, question, at) values (:tenant, :id, :key, :question, :at)
       on conflict (tenant_id, key) do nothing`,
      { id: this.randomness.uuid(), key, question, at: this.clock.now() },
    );
    const remembered = await this.em.findOneOrFail(RememberedAnswer, { key }, { refresh: true });
    if (remembered.question !== question) throw new Invalid('request.idempotency-key-reused');
    if (typeof remembered.status === 'number') {
      void reply.status(remembered.status);
      return remembered.body ? openAnswer(secret, remembered.body) : undefined;
    }
    const body = await work();
    if (reply.statusCode >= 500) throw new DomainError('unavailable', 'internal');
    remembered.status = reply.statusCode;
    remembered.body = body === undefined ? null : sealAnswer(secret, this.randomness.bytes(nonceBytes), body);
    await this.em.flush();
    return body;
  }

  /** A few at a time, and none that somebody else is forgetting: nobody waits for it. */
  private async forgetOld(): Promise<void> {
    await this.scope.rows(
      `delete from remembered_answer gone where gone.tenant_id = :tenant and gone.id in (
         select old.id from remembered_answer old where old.tenant_id = :tenant and old.at < :before
         order by old.at limit 20 for update skip locked)`,
      { before: new Date(this.clock.now().getTime() - rememberedMs) },
    );
  }
}
