// SPDX-License-Identifier: EUPL-1.2
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Jobs, ScopedJob } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Fitness } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { areApart } from './blocked.ts';
import type { Request } from './request.entity.ts';

/** Hinted at with a request's id. */
export const announceRequest = 'request.announce';
const mostAtOnce = 200;

type Announced = Pick<Request, 'id' | 'area' | 'serviceType' | 'quiet' | 'forPersonId'>;

interface Reader {
  readonly personId: string;
  /** It is their turn. */
  readonly asked: boolean;
}

/** Tells those who may help that somebody asks, and whose turn it is: after the asker has had their answer, however many they are. */
@Injectable()
export class AnnounceRequests extends ScopedJob implements OnModuleInit {
  readonly name = announceRequest;
  readonly atOnce = 2;
  readonly due = `select r.id from request r
    where r.tenant_id = :tenant and r.announced_at is null and r.state = 'open' order by r.id limit ${mostAtOnce}`;

  constructor(
    scope: TenantScope,
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

  protected async work(id: string): Promise<void> {
    const [request] = await this.scope.rows<Announced>(
      `update request r set announced_at = :now
       where r.tenant_id = :tenant and r.id = :id and r.state = 'open' and r.announced_at is null
       returning r.id, r.area, r.service_type as "serviceType", r.quiet, r.for_person_id as "forPersonId"`,
      { id, now: this.clock.now() },
    );
    if (!request) return;
    const readers = await this.readersOf(request);
    // Where somebody does not go it is no news to them; they find it in their feed.
    const far = await this.notices.notGoingTo(request.area, idsOf(readers));
    const { asked = [], others = [] } = Object.groupBy(
      readers.filter(({ personId }) => !far.has(personId)),
      (one) => (one.asked ? 'asked' : 'others'),
    );
    await this.notices.tell('request.asked', id, idsOf(asked));
    await this.notices.tell('request.new', id, idsOf(others));
  }

  /** Exactly those whose feeds show it, but whom it is for: in quiet only whom it has reached, and none who are apart. */
  private async readersOf({ id, serviceType, quiet, forPersonId }: Announced): Promise<Reader[]> {
    const rows = await this.scope.rows<Reader>(
      `select m.person_id as "personId", bool_or(t.id is not null) as asked from request_audience a
       join request r on r.tenant_id = :tenant and r.id = a.request_id
       join group_member m on m.tenant_id = :tenant and m.group_id = a.group_id
       left join request_turn t on t.tenant_id = :tenant and t.request_id = a.request_id
         and t.helper_id = m.person_id and not t.passed
       where a.tenant_id = :tenant and a.request_id = :id
         and m.state = 'member' and (m.leader or not a.leaders_only) and m.person_id <> a.asker_id
         and (t.open or not :quiet::boolean)
         and (r.of_organisation or m.person_id = any(r.offered_by_ids) or not ${areApart('a.asker_id', 'm.person_id')})
         and not ${this.fitness.lacks('m.person_id', 'a.group_id')}
       group by m.person_id`,
      { id, serviceType, quiet, now: this.clock.now() },
    );
    return rows.filter(({ personId }) => personId !== forPersonId);
  }
}

const idsOf = (readers: readonly Reader[]): string[] => readers.map(({ personId }) => personId);
