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

  async due(): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.scope.rows<{ id: string }>(
      `select a.id from attestation a
       where a.tenant_id = :tenant and a.valid_to > :now and a.valid_to <= case when a.issued_by is null then :soon::timestamptz else :sooner::timestamptz end
         and a.withdrawn_at is null and a.reminded_at is null
       order by a.valid_to, a.id limit :limit`,
      {
        now,
        soon: new Date(now.getTime() + noticeMs),
        sooner: new Date(now.getTime() + shownNoticeMs),
        limit: mostAtOnce,
      },
    );
    return rows.map(({ id }) => id);
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
