// SPDX-License-Identifier: EUPL-1.2
import type { Actor } from '#platform/authz';
import type { Request } from './request.entity.ts';
import { audiencesOf } from './who-may-help.ts';

/**
 * The audiences somebody is in, without what those ask for themselves who have blocked them. Whoever has offered before
 * goes on as before: an offer that is suddenly gone would tell.
 */
export function reachedAudiences(actor: Actor): object[] {
  const { personId, blockedByIds = [] } = actor;
  if (blockedByIds.length === 0) return audiencesOf(actor);
  return audiencesOf(actor).flatMap((chosen) => [
    { ...chosen, postedById: { $nin: [...blockedByIds] } },
    { ...chosen, ofOrganisation: true },
    { ...chosen, offeredByIds: { $elemMatch: { $in: [personId] } } },
  ]);
}

/** SQL that holds when one of two persons has blocked the other. */
export const areApart = (one: string, other: string): string =>
  `exists (select 1 from block b where b.tenant_id = :tenant
     and ((b.blocker_id = ${one} and b.blocked_id = ${other}) or (b.blocker_id = ${other} and b.blocked_id = ${one})))`;

/** SQL: the same of one person and each of many, whose blocks are looked up once and not once for each. */
export const isApartFrom = (one: string, each: string): string =>
  `${each} in (select b.blocked_id from block b where b.tenant_id = :tenant and b.blocker_id = ${one}
     union all select b.blocker_id from block b where b.tenant_id = :tenant and b.blocked_id = ${one})`;

/** SQL that holds for an offer `o` to a request `r` that the asker sees: not that of somebody they have blocked. */
export const isHeard = `(r.of_organisation or not exists (select 1 from block b
  where b.tenant_id = :tenant and b.blocker_id = r.posted_by_id and b.blocked_id = o.helper_id))`;

/** Whose offers wait unseen, and who is not reached: a block is about what one asks for oneself. */
export const unreachedBy = (
  { blockedIds = [] }: Pick<Actor, 'blockedIds'>,
  { ofOrganisation }: Pick<Request, 'ofOrganisation'>,
): readonly string[] => (ofOrganisation ? [] : blockedIds);

/** Whether the asker has blocked this helper. */
export const isBlockedBy = (
  { blockedByIds = [] }: Pick<Actor, 'blockedByIds'>,
  { ofOrganisation, postedById }: Pick<Request, 'ofOrganisation' | 'postedById'>,
): boolean => !ofOrganisation && blockedByIds.includes(postedById);
