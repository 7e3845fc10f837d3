// SPDX-License-Identifier: EUPL-1.2
import type { EntityManager } from '@mikro-orm/postgresql';
import { heldOf, type TenantScope } from '#platform/tenancy';
import { Group } from '#tenant/groups';
import type { Request } from './request.entity.ts';

export interface GroupCard {
  readonly id: string;
  readonly name: string;
  /** In percent of what is agreed; null when it has none. */
  readonly share: number | null;
}

/** What a request's card tells of groups, and is decided by; by their ids. */
export type GroupCards = ReadonlyMap<string, GroupCard>;

/** Those that were chosen, and those whose members or leaders meet it. */
export const groupsOf = ({
  groupIds,
  membersOfIds,
  leadersOfIds,
}: Pick<Request, 'groupIds' | 'membersOfIds' | 'leadersOfIds'>): string[] => [
  ...new Set([...groupIds, ...membersOfIds, ...leadersOfIds]),
];

const itsGroups = '(r.group_ids || r.members_of_ids || r.leaders_of_ids)';

/** SQL: the cards of the groups of a request `r`, as JSON; null when it has none. */
export const cardsOfRequest = `(select json_agg(json_build_object('id', g.id, 'name', g.name, 'share', g.share))
  from "group" g where g.tenant_id = :tenant and g.id = any(${itsGroups}))`;

/** SQL: the same, but null where the row before it has the same groups: in a feed most have. In whatever order. */
export const cardsAnew = `case when ${itsGroups} is distinct from lag(${itsGroups}) over () then ${cardsOfRequest} end`;

export const cardsById = (cards: readonly GroupCard[]): GroupCards => new Map(cards.map((card) => [card.id, card]));

/** Of groups that are held already, as they are held. */
export async function groupCards(em: EntityManager, scope: TenantScope, ids: readonly string[]): Promise<GroupCards> {
  const held = ids.flatMap((id) => heldOf(em, Group, id) ?? []);
  if (held.length === ids.length)
    return cardsById(held.map(({ id, name, share }) => ({ id, name, share: share ?? null })));
  return cardsById(
    await scope.rows<GroupCard>(
      'select g.id, g.name, g.share from "group" g where g.tenant_id = :tenant and g.id = any(:ids::uuid[])',
      { ids },
    ),
  );
}
