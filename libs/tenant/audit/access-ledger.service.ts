// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { beyond, cut, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { AccessEntry, type ViewerRole } from './access-entry.entity.ts';

const hour = 3_600_000;

/** So many different people of a role, and what they saw. */
interface SeenByRole {
  readonly role: ViewerRole;
  readonly people: number;
  readonly what: readonly string[];
  readonly first: Date;
  readonly last: Date;
}

export interface Access {
  readonly requestId: string;
  readonly role: ViewerRole;
  readonly what: string;
}

/** Who has seen the personal details of a request, in words the person concerned may read. */
@Injectable()
export class AccessLedger {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  /** Enters a view by whoever acts in the open scope; it is written with the transaction. */
  record({ requestId, role, what }: Access): void {
    this.em.create(AccessEntry, { requestId, role, what, viewerId: this.scope.by, at: this.clock.now() });
  }

  /** The same person's looks at the same thing within an hour are one: a page that reads itself anew is no new look. */
  async recordOnce(requestIds: readonly string[], seen: Omit<Access, 'requestId'>): Promise<void> {
    if (requestIds.length === 0) return;
    const since = new Date(this.clock.now().getTime() - hour);
    const which = { requestId: { $in: [...requestIds] }, viewerId: this.scope.by, what: seen.what };
    const lately = await this.em.find(AccessEntry, { ...which, at: { $gt: since } });
    for (const requestId of requestIds)
      if (!lately.some((entry) => entry.requestId === requestId)) this.record({ ...seen, requestId });
  }

  /** By role, whoever looked last first. */
  async byRole(requestId: string): Promise<SeenByRole[]> {
    const rows = await this.scope.rows<
      Pick<SeenByRole, 'role' | 'people'> & { what: string; first: string; last: string }
    >(
      `select e.role, count(distinct e.viewer_id)::int as people, string_agg(distinct e.what, ' ' order by e.what) as what,
         min(e.at) as first, max(e.at) as last
       from access_entry e where e.tenant_id = :tenant and e.request_id = :requestId
       group by e.role order by max(e.at) desc, e.role`,
      { requestId },
    );
    return rows.map(({ what, first, last, ...row }) => ({
      ...row,
      what: what.split(' '),
      first: new Date(first),
      last: new Date(last),
    }));
  }

  /** Newest first. Whether the reader may see the ledger is for the request's policy to say. */
  async entriesOf(
    requestId: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<AccessEntry>> {
    const rows = await this.em.find(
      AccessEntry,
      { $and: [{ requestId }, beyond('at', 'desc', cursor)] },
      { orderBy: { at: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (entry) => [entry.at.toISOString(), entry.id]);
  }
}
