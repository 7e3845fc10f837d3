// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import type { Actor, Lack } from '#platform/authz';

/** Whether a member lacks what the group demands for this. */
export const lacksIn = (
  { lacks = [] }: Actor,
  purpose: Lack['purpose'],
  groupId: string,
  serviceType: ServiceType,
): boolean =>
  lacks.some((lack) => lack.purpose === purpose && lack.groupId === groupId && lack.serviceType === serviceType);

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
    ...demanding.flatMap((serviceType) => within({ serviceType }, (id) => !lacksIn(actor, 'help', id, serviceType))),
  ];
}
