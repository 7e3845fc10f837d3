// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Sms } from '#platform/outgoing';
import { CourierJob, Jobs, newsFreshMs, patienceMs } from '#platform/queue';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { newsForCaller } from '#tenant/notices';
import { Person } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { CallerText } from './caller-text.entity.ts';
import { internationalNumber, sendCallerTexts } from './caller-texts.service.ts';
import { RequestDetailsService } from './request-details.service.ts';
import { Request } from './request.entity.ts';

const mostAtOnce = 200;

interface Round {
  readonly id: string;
  readonly at: Date;
  readonly to: string;
  readonly text: string;
  sent: boolean;
}

const free = { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, refresh: true } as const;

/** Sends the latest news of a request to the telephone of whoever rang, by day, and again until it worked. */
@Injectable()
export class SendCallerTexts extends CourierJob<Round> implements OnModuleInit {
  readonly name = sendCallerTexts;
  readonly due = `select t.id from caller_text t
    where t.tenant_id = :tenant and t.due_at <= :now order by t.due_at, t.id limit ${mostAtOnce}`;
  readonly #log = new Logger('SendCallerTexts');

  constructor(
    scope: TenantScope,
    directory: TenantDirectory,
    jobs: Jobs,
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly sms: Sms,
    private readonly details: RequestDetailsService,
    private readonly profiles: TenantProfileService,
  ) {
    super(scope, directory, jobs);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async prepare(id: string): Promise<Round | null> {
    const now = this.clock.now();
    const news = await this.em.findOne(CallerText, { id, dueAt: { $lte: now } }, free);
    if (!news) return null;
    const said = await this.say(news, now);
    news.tries += 1;
    // Should this process die on the way, it goes again at that time.
    news.dueAt = said ? new Date(now.getTime() + patienceMs(news.tries)) : null;
    await this.em.flush();
    return said && { id, at: news.at, ...said, sent: false };
  }

  protected async carry(round: Round): Promise<void> {
    try {
      await this.sms.send(round.to, round.text);
      round.sent = true;
    } catch (error) {
      // The number may stand in the message of the error: only its kind is logged.
      this.#log.warn({ event: 'caller.not-texted', name: (error as Error).name });
    }
  }

  protected async settle({ id, at, sent }: Round): Promise<void> {
    // With other news meanwhile, that is a new round.
    if (sent) await this.em.nativeUpdate(CallerText, { id, at }, { dueAt: null });
  }

  /** Null when there is nobody to tell any more, or it is too late. */
  private async say({ requestId, kind, at }: CallerText, now: Date): Promise<{ to: string; text: string } | null> {
    if (!this.sms.available || now.getTime() - at.getTime() > newsFreshMs) return null;
    const { tellBy, number, forPersonId } = await this.em.findOneOrFail(Request, { id: requestId });
    const person = forPersonId ? await this.em.findOne(Person, { id: forPersonId, leftAt: null }) : undefined;
    if (tellBy !== 'sms' || person === null) return null;
    const to = internationalNumber((await this.details.open(requestId, null))?.phone ?? '');
    if (!to) return null;
    const { name, phone } = await this.profiles.current();
    return { to, text: newsForCaller(person?.locale ?? 'sv', { tenant: name, kind, number, phone: phone ?? null }) };
  }
}
