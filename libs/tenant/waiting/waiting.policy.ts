// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Waiting } from './waiting.ts';

/** Whoever works here, or leads a group; what they are shown is what each feature lets them see to. */
export const waitingPolicy: Policy<'read', typeof Waiting> = ({ roles, leadsGroupIds }, { can }) => {
  const works = roles.some((role) => role === 'administrator' || role === 'coordinator' || role === 'staff');
  if (works || leadsGroupIds.length > 0) can('read', Waiting);
};
