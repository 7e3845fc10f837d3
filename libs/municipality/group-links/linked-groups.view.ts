// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import { LinkedGroups, type LinkSubject } from '#tenant/requests';
import { GroupLink } from './group-link.entity.ts';

const week = 7 * 86_400_000;

/** Which helpers a need group's requests reach, while the link's quota lasts. */
@Injectable()
export class GroupLinks extends LinkedGroups {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async servedBy(
    needGroupIds: readonly string[],
    { serviceType, area, requestId }: LinkSubject,
  ): Promise<string[]> {
    // Most groups have none: then nothing is made of it.
    const rows = await this.scope.rows(
      'select l.* from group_link l where l.tenant_id = :tenant and l.need_group_id = any(:needGroupIds::uuid[]) order by l.id',
      { needGroupIds },
    );
    const links = rows.map((row) => this.em.map(GroupLink, row));
    const carrying = links.filter((link) => link.carries(serviceType, area));
    if (carrying.length === 0) return [];
    const standing = await this.em.find(Group, {
      id: { $in: carrying.map((link) => link.resourceGroupId) },
      archivedAt: null,
      access: { $ne: 'hidden' },
    });
    const reached = new Set<string>();
    for (const link of carrying) {
      if (!standing.some(({ id }) => id === link.resourceGroupId)) continue;
      if (link.quotaPerWeek && !link.hasRoomAfter(await this.reachedThisWeek(link, requestId))) continue;
      reached.add(link.resourceGroupId);
    }
    return [...reached];
  }

  /** Requests of the need group that have met the resource group in the past seven days. */
  private async reachedThisWeek({ needGroupId, resourceGroupId }: GroupLink, apartFrom?: string): Promise<number> {
    const [row] = await this.scope.rows<{ count: number }>(
      `select count(*)::int as count from request_audience a
       join request r on r.tenant_id = :tenant and r.id = a.request_id
       where a.tenant_id = :tenant and a.group_id = :resourceGroupId and a.posted_at > :since and :needGroupId = any(r.group_ids)
         and r.id is distinct from :apartFrom::uuid`,
      {
        apartFrom: apartFrom ?? null,
        needGroupId,
        resourceGroupId,
        since: new Date(this.clock.now().getTime() - week),
      },
    );
    return row?.count ?? 0;
  }
}
