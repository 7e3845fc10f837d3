// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { Clock, Invalid } from '#kernel';
import { Sms } from '#platform/outgoing';
import { Jobs } from '#platform/queue';
import { known } from '#platform/tenancy';
import { byDay, type NoticeKind } from '#tenant/notices';
import { CallerText } from './caller-text.entity.ts';
import { RequestEvents, type RequestEvent, type RequestListener } from './request-events.ts';
import { Request } from './request.entity.ts';

/** Hinted at with the text's id. */
export const sendCallerTexts = 'request.text-caller';

const E164 = z.e164();
/** `070-174 06 05` as it is said, in the form that works everywhere; null when it is no telephone number. */
export function internationalNumber(said: string): string | null {
  const bare = said.replaceAll(/[\s()-]/g, '');
  const whole = bare.startsWith('00') ? `+${bare.slice(2)}` : bare.startsWith('0') ? `+46${bare.slice(1)}` : bare;
  return E164.safeParse(whole).success ? whole : null;
}

/** News for those who rang and have no app. Whoever took the call is told in the app, whatever the way. */
@Injectable()
export class CallerTexts implements RequestListener, OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly sms: Sms,
    private readonly events: RequestEvents,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  /** @throws Invalid that says why no text message can be sent there */
  expectPossible(phone: string | undefined): void {
    if (!this.sms.available) throw new Invalid('request.no-texts-here', { pointer: '/onBehalf/call/tellBy' });
    if (!internationalNumber(phone ?? '')) throw new Invalid('request.text-to-where', { pointer: '/details/phone' });
  }

  offered = (event: RequestEvent) => this.tell('request.offered', event);
  agreed = (event: RequestEvent) => this.tell('agreement.made', event);
  completed = (event: RequestEvent) => this.tell('agreement.completed', event);
  failed = (event: RequestEvent) => this.tell('agreement.failed', event);
  expired = (event: RequestEvent) => this.tell('request.expired', event);

  private async tell(kind: NoticeKind, { requestId }: RequestEvent): Promise<void> {
    const { tellBy } = await known(this.em, Request, requestId);
    if (tellBy !== 'sms') return;
    const at = this.clock.now();
    const news = { requestId, kind, at, dueAt: byDay(at), tries: 0 };
    const { id } = await this.em.upsert(CallerText, news, {
      onConflictFields: ['tenantId', 'requestId'],
      onConflictMergeFields: ['kind', 'at', 'dueAt', 'tries'],
    });
    this.jobs.nudge(sendCallerTexts, id);
  }
}
