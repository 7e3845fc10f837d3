// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { Actor, Lack } from '#platform/authz';

/** What a member lacks for this in the first of the groups that demands it. */
export const lackIn = (
  { lacks = [] }: Pick<Actor, 'lacks'>,
  purpose: Lack['purpose'],
  groupIds: readonly string[],
  serviceType: ServiceType,
): Lack | undefined =>
  lacks.find((lack) => lack.purpose === purpose && groupIds.includes(lack.groupId) && lack.serviceType === serviceType);

/**
 * The audiences somebody is in, as conditions on a request: members of the chosen groups whose rules let them help with
 * this, leaders where only leaders may; and for each kind of service only the groups in which they lack nothing for it.
 */
export function audiencesOf(actor: Actor): object[] {
  const demanding = [
    ...new Set((actor.lacks ?? []).flatMap((lack) => (lack.purpose === 'help' ? lack.serviceType : []))),
  ];
  const within = (serviceType: object, fits: (groupId: string) => boolean) => [
    { ...serviceType, membersOfIds: { $elemMatch: { $in: actor.groupIds.filter(fits) } } },
    { ...serviceType, leadersOfIds: { $elemMatch: { $in: actor.leadsGroupIds.filter(fits) } } },
  ];
  return [
    ...within(demanding.length > 0 ? { serviceType: { $nin: demanding } } : {}, () => true),
    ...demanding.flatMap((serviceType) => within({ serviceType }, (id) => !lackIn(actor, 'help', [id], serviceType))),
  ];
}
