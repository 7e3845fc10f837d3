// SPDX-License-Identifier: EUPL-1.2
import type { Group, ServiceType } from '../api/types.ts';

/** Whether a request of this kind can be sent to the group: it lets one ask, and it or those it is linked to help. */
export function takes(group: Pick<Group, 'kind' | 'rules' | 'membership' | 'can'>, type: ServiceType): boolean {
  const rule = group.rules.find(({ serviceType }) => serviceType === type);
  if (!group.can.postTo || !rule || rule.ask === 'nobody') return false;
  return group.kind === 'need' || rule.help !== 'nobody';
}

/** Whether this member of the group may offer such things in its name; what they may lack for it the server says. */
export function offersIn({ rules, membership, archivedAt }: Group, type: ServiceType): boolean {
  const help = rules.find(({ serviceType }) => serviceType === type)?.help;
  if (archivedAt || membership.state !== 'member') return false;
  return help === 'members' || (help === 'leaders' && membership.leader);
}

/** Whether one may ask people in the group, or in those it is linked to, to take a shift. */
export const plansShifts = (group: Pick<Group, 'kind' | 'rules' | 'membership' | 'can'>): boolean =>
  group.can.plan && takes(group, 'staffing');

/** Whether those in the group may help with this kind themselves. */
export const helpsWith = (group: Pick<Group, 'rules' | 'archivedAt'>, type: ServiceType): boolean =>
  !group.archivedAt && group.rules.some(({ serviceType, help }) => serviceType === type && help !== 'nobody');
