// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { FollowUp } from './follow-up.entity.ts';

/** Who may answer is settled by the agreement: its parties. */
export const followUpPolicy: Policy<'readFigures', typeof FollowUp> = (actor, { can }) => {
  if (actor.roles.includes('coordinator') || actor.roles.includes('administrator')) can('readFigures', FollowUp);
};
