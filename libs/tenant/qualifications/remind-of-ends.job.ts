// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Notices } from '#tenant/notices';
import { Attestation, noticeMs, shownNoticeMs } from './attestation.entity.ts';

const mostAtOnce = 500;

/** Tells people, once, that something they have had seen ends soon. */
@Injectable()
export class RemindOfEnds extends ScopedJob implements OnModuleInit {
  readonly name = 'attestation.remind';
  readonly due = `select a.id from attestation a
    where a.tenant_id = :tenant and a.valid_to > :now and a.withdrawn_at is null and a.reminded_at is null
      and a.valid_to <= :now::timestamptz
        + interval '1 millisecond' * case when a.issued_by is null then ${noticeMs} else ${shownNoticeMs} end
    order by a.valid_to, a.id limit ${mostAtOnce}`;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  protected async work(id: string): Promise<void> {
    const now = this.clock.now();
    const waiting = { id, remindedAt: null };
    const attestation = await this.em.findOne(Attestation, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!attestation?.expiresSoon(now)) return;
    attestation.remindedAt = now;
    await this.em.flush();
    await this.notices.tell('attestation.ending', id, [attestation.personId]);
  }
}
