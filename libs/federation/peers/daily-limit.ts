// SPDX-License-Identifier: EUPL-1.2
import type { TenantScope } from '#platform/tenancy';

const dayMs = 24 * 3600 * 1000;

/** How many requests one side has opened with each of these partners since midnight (UTC), by the partner's id. */
export async function openedToday(
  scope: TenantScope,
  partnerIds: readonly string[],
  openedBy: 'us' | 'them',
  now: Date,
): Promise<Map<string, number>> {
  const rows = await scope.rows<{ partnerId: string; count: number }>(
    `select c.partner_id as "partnerId", count(*)::int as count from federation_conversation c
     where c.tenant_id = :tenant and c.partner_id = any(:partnerIds::uuid[]) and c.opened_by = :openedBy
       and c.about = 'request' and c.opened_at >= :midnight
     group by c.partner_id`,
    { partnerIds, openedBy, midnight: new Date(Math.floor(now.getTime() / dayMs) * dayMs) },
  );
  return new Map(rows.map(({ partnerId, count }) => [partnerId, count]));
}
