// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Fitness } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { Request } from './request.entity.ts';

/** Hinted at with a request's id. */
export const announceRequest = 'request.announce';
const mostAtOnce = 200;

/** Tells those who may help that somebody asks: after the asker has had their answer, however many they are. */
@Injectable()
export class AnnounceRequests extends ScopedJob implements OnModuleInit {
  readonly name = announceRequest;

  constructor(
    scope: TenantScope,
    private readonly em: EntityManager,
    private readonly jobs: Jobs,
    private readonly notices: Notices,
    private readonly clock: Clock,
    private readonly fitness: Fitness,
  ) {
    super(scope);
  }

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async due(): Promise<string[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select r.id from request r where r.tenant_id = :tenant and r.announced_at is null and r.state = 'open'
       order by r.id limit :limit`,
      { limit: mostAtOnce },
    );
    return rows.map(({ id }) => id);
  }

  protected async work(id: string): Promise<void> {
    const waiting = { id, state: 'open', announcedAt: null } as const;
    const request = await this.em.findOne(Request, waiting, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!request) return;
    request.announcedAt = this.clock.now();
    await this.em.flush();
    await this.notices.tell('request.new', id, await this.audienceOf(request));
  }

  /** Exactly those whose feeds show it, but whom it is for: a block parts both from what either asks for oneself. */
  private async audienceOf({ id, serviceType, forPersonId }: Request): Promise<string[]> {
    const rows = await this.scope.rows<{ personId: string }>(
      `select distinct m.person_id as "personId" from request_audience a
       join request r on r.tenant_id = :tenant and r.id = a.request_id
       join group_member m on m.tenant_id = :tenant and m.group_id = a.group_id
       where a.tenant_id = :tenant and a.request_id = :id
         and m.state = 'member' and (m.leader or not a.leaders_only) and m.person_id <> a.asker_id
         and (r.of_organisation or m.person_id = any(r.offered_by_ids) or not exists (select 1 from block b
           where b.tenant_id = :tenant and ((b.blocker_id = a.asker_id and b.blocked_id = m.person_id)
             or (b.blocker_id = m.person_id and b.blocked_id = a.asker_id))))
         and not ${this.fitness.lacks('m.person_id', 'a.group_id')}`,
      { id, serviceType, now: this.clock.now() },
    );
    return rows.map(({ personId }) => personId).filter((personId) => personId !== forPersonId);
  }
}
