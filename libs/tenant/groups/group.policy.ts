// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Group } from './group.entity.ts';

export const groupVerbs = [
  'update',
  'archive',
  'restore',
  'join',
  'leave',
  'invite',
  'approve',
  'postTo',
  'plan',
] as const;
export type GroupVerb = (typeof groupVerbs)[number] | 'read' | 'create' | 'viewMembers' | 'count' | 'ration';

const leading = ['update', 'archive', 'restore', 'invite', 'approve', 'viewMembers', 'count'] as const;

export const groupPolicy: Policy<GroupVerb, typeof Group> = (actor, { can, cannot }) => {
  const mine = { id: { $in: [...actor.groupIds] } };
  const led = { id: { $in: [...actor.leadsGroupIds] } };
  const findable = { access: { $ne: 'hidden' as const }, archivedAt: null };
  const has = (...roles: typeof actor.roles) => roles.some((role) => actor.roles.includes(role));

  // Whoever belongs here sees the groups that are not hidden; a hidden one is seen by those in it.
  if (actor.roles.length > 0) can(['read', 'join'], Group, findable);
  can('count', Group, { access: 'open' });
  can(['read', 'leave', 'count'], Group, mine);
  can('postTo', Group, { ...mine, kind: { $in: ['need', 'both'] } });

  // Leaders run their own groups, coordinators every group they can find, administrators all.
  can(['read', ...leading], Group, led);
  if (has('staff', 'coordinator')) can('postTo', Group, findable);
  if (has('coordinator')) can(['read', ...leading], Group, { access: { $ne: 'hidden' } });
  // Of any kind: whoever makes a hidden one leads it.
  if (has('coordinator')) can('create', Group);
  if (has('administrator')) can(['read', 'create', ...leading], Group);

  // Who plans shifts learns how many in the group have said that they can.
  can('plan', Group, led);
  if (has('staff', 'coordinator')) can('plan', Group, findable);

  // How much a group may take is for those who see all groups, not for those who lead it.
  if (has('coordinator', 'administrator')) can('ration', Group);

  cannot('join', Group, mine);
  cannot(['update', 'archive', 'invite', 'approve', 'postTo', 'plan'], Group, { archivedAt: { $ne: null } });
  cannot('restore', Group, { archivedAt: null });
};
