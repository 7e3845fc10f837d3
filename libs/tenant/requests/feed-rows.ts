// SPDX-License-Identifier: EUPL-1.2
import type { Randomness } from '#kernel';
import type { TenantScope } from '#platform/tenancy';
import type { Request } from './request.entity.ts';

/** Whether those whose turn it is meet it by way of that turn. */
export const isShownInTurn = (request: Request): boolean => request.takesOffers() && request.quiet;

/** The groups in whose feeds it stands. */
export const reachedBy = ({ membersOfIds, leadersOfIds }: Request): string[] => [...membersOfIds, ...leadersOfIds];

/** Whose turn it has become, and when. */
export interface Asked {
  readonly helperIds: readonly string[];
  readonly at: Date;
}

interface Entered {
  /** Those of its groups in whose feeds it is not yet. */
  readonly groupIds?: readonly string[];
  readonly asked?: Asked;
}

/** The rows by which feeds meet a request that is there: by its groups, and by turns. */
export async function enterInFeeds(
  scope: TenantScope,
  randomness: Randomness,
  request: Request,
  { groupIds = [], asked: { helperIds, at } = { helperIds: [], at: request.createdAt } }: Entered,
): Promise<void> {
  if (groupIds.length + helperIds.length === 0) return;
  const { id, answerBy, serviceType, area, leadersOfIds } = request;
  await scope.rows(
    `with turns as (
       insert into request_turn
         (tenant_id, id, request_id, helper_id, at, passed, open, answer_by, service_type, area)
       select :tenant::uuid, t.id, :request::uuid, t.helper_id, :at::timestamptz, false, :inQuiet::boolean,
         :answerBy::timestamptz, :serviceType, :area
       from unnest(:turnIds::uuid[], :helperIds::uuid[]) as t(id, helper_id)
     )
     insert into request_audience
       (tenant_id, id, request_id, group_id, leaders_only, open, asker_id, posted_at, answer_by, service_type, area)
     select :tenant::uuid, a.id, :request::uuid, a.group_id, a.leaders_only, :toAll::boolean, :asker::uuid,
       :postedAt::timestamptz, :answerBy::timestamptz, :serviceType, :area
     from unnest(:ids::uuid[], :groupIds::uuid[], :leadersOnly::boolean[]) as a(id, group_id, leaders_only)`,
    {
      ids: groupIds.map(() => randomness.uuid()),
      groupIds,
      leadersOnly: groupIds.map((groupId) => leadersOfIds.includes(groupId)),
      turnIds: helperIds.map(() => randomness.uuid()),
      helperIds,
      at,
      request: id,
      toAll: request.isShownToAll(),
      inQuiet: isShownInTurn(request),
      // Who routes a partner's request does not ask, and may help.
      asker: request.sourceRequestId ?? request.postedById,
      postedAt: request.postedAt ?? request.createdAt,
      answerBy,
      serviceType,
      area: area ?? null,
    },
  );
}

/** The rows that feeds walk along say what the request says now; `closes`: whoever still waits has an answer. */
export async function followInFeeds(scope: TenantScope, request: Request, closes: boolean): Promise<void> {
  const { id, answerBy, serviceType, area } = request;
  await scope.rows(
    `with turns as (
       update request_turn t set answer_by = :answerBy, service_type = :serviceType, area = :area, open = :inQuiet
       where t.tenant_id = :tenant and t.request_id = :id and not t.passed
         and (t.answer_by, t.service_type, t.area, t.open) is distinct from (:answerBy::timestamptz, :serviceType, :area, :inQuiet)
     )${closes ? closing : ''}
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

const closing = `, unneeded as (
       update offer o set state = 'declined'
       where o.tenant_id = :tenant and o.request_id = :id and o.state = 'waiting'
     )`;
