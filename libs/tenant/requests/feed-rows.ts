// SPDX-License-Identifier: EUPL-1.2
import type { TenantScope } from '#platform/tenancy';
import type { Request } from './request.entity.ts';

/** Whether those whose turn it is meet it by way of that turn. */
export const isShownInTurn = (request: Request): boolean => request.takesOffers() && request.quiet;

/** The rows that feeds walk along say what the request says now. */
export async function followInFeeds(scope: TenantScope, request: Request): Promise<void> {
  const { id, answerBy, serviceType, area } = request;
  await scope.rows(
    `with turns as (
       update request_turn t set answer_by = :answerBy, service_type = :serviceType, area = :area, open = :inQuiet
       where t.tenant_id = :tenant and t.request_id = :id and not t.passed
     )
     update request_audience a set answer_by = :answerBy, service_type = :serviceType, area = :area, open = :toAll
     where a.tenant_id = :tenant and a.request_id = :id`,
    {
      id,
      answerBy,
      serviceType,
      area: area ?? null,
      toAll: request.isShownToAll(),
      inQuiet: isShownInTurn(request),
    },
  );
}
