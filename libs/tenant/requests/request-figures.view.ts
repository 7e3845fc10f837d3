// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { TenantScope } from '#platform/tenancy';

export interface Figures {
  /** Requests for help that were sent; what is not one is counted only in `others`. */
  readonly asked: number;
  /** Of them, how many came to an agreement, ran out of time, were withdrawn, or are still open. */
  readonly agreed: number;
  readonly expired: number;
  readonly withdrawn: number;
  readonly open: number;
  readonly others: number;
}

const day = 86_400_000;

/** How asking goes in the tenant as a whole: numbers, never a request. What is asked in quiet is in none of them. */
@Injectable()
export class RequestFigures {
  constructor(
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  async count(days: number): Promise<Figures> {
    const since = new Date(this.clock.now().getTime() - days * day);
    const [figures] = await this.scope.rows<Figures>(
      `select count(*) filter (where r.ask)::int as asked,
         count(*) filter (where r.ask and r.state in ('agreed', 'inProgress', 'completed', 'confirmed'))::int as agreed,
         count(*) filter (where r.ask and r.state = 'expired')::int as expired,
         count(*) filter (where r.ask and r.state = 'withdrawn')::int as withdrawn,
         count(*) filter (where r.ask and r.state = 'open')::int as open,
         count(*) filter (where not r.ask)::int as others
       from request r where r.tenant_id = :tenant and r.posted_at >= :since and not r.quiet`,
      { since },
    );
    return figures ?? { asked: 0, agreed: 0, expired: 0, withdrawn: 0, open: 0, others: 0 };
  }
}
