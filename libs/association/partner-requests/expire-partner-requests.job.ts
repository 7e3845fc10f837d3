// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { heldRequest } from './held-request.ts';
import { PartnerRequestCourse } from './partner-request.course.ts';
import { waitingStates } from './partner-request.states.ts';

const mostAtOnce = 200;

/** Our copy dies by our own clock, even when the sender is gone; nothing is sent about it. */
@Injectable()
export class ExpirePartnerRequests extends ScopedJob implements OnModuleInit {
  readonly name = 'partner-request.expire';
  readonly due = `
    (select r.id from partner_request r where r.tenant_id = :tenant and r.expires_at <= :now
      and r.state in (${waitingStates.map((state) => `'${state}'`).join(', ')}) order by r.expires_at, r.id limit ${mostAtOnce})
    union all
    (select r.id from partner_request r where r.tenant_id = :tenant and r.copy_until <= :now
      order by r.copy_until, r.id limit ${mostAtOnce})`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly course: PartnerRequestCourse,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(id: string): Promise<void> {
    const request = await heldRequest(this.em, { $and: [{ id }, this.over()] });
    if (request) await this.course.timeIsUp(request);
  }

  private over() {
    const past = { $lte: this.clock.now() };
    return { $or: [{ state: { $in: [...waitingStates] }, expiresAt: past }, { copyUntil: past }] };
  }
}
