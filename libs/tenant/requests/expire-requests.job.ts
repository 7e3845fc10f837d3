// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { AgreementLife, eventOf } from './agreement-life.service.ts';
import { lockRequest } from './lock-request.ts';
import { RequestEvents } from './request-events.ts';

const mostAtOnce = 500;

/** Ends what nobody took in time; whoever has already said yes remains. */
@Injectable()
export class ExpireRequests extends ScopedJob implements OnModuleInit {
  readonly name = 'request.expire';
  readonly due = `select r.id from request r
    where r.tenant_id = :tenant and r.state = 'open' and r.expires_at <= :now order by r.expires_at, r.id limit ${mostAtOnce}`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly life: AgreementLife,
    private readonly events: RequestEvents,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(id: string): Promise<void> {
    const now = this.clock.now();
    const request = await lockRequest(this.em, id);
    if (!request.takesOffers() || request.expiresAt > now) return;
    const end = request.timeIsUp();
    await this.life.follow(request, end === 'expired' ? 'expire' : 'settle');
    if (end === 'expired') await this.events.tell('expired', eventOf(request, 'us', now));
    else await this.life.tellAgreed(request);
  }
}
