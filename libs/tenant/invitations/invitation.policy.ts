// SPDX-License-Identifier: EUPL-1.2
import type { Policy, Role } from '#platform/authz';
import { Invitation } from './invitation.entity.ts';

export type InvitationVerb = 'read' | 'issue' | 'withdraw';
const ordinary: Role[] = ['member', 'resident'];

export const invitationPolicy: Policy<InvitationVerb, typeof Invitation> = (actor, { can, cannot }) => {
  // Leaders invite to their own groups, coordinators to any ordinary place, administrators to every role.
  if (actor.leadsGroupIds.length > 0) {
    can(['read', 'issue', 'withdraw'], Invitation, {
      role: { $in: ordinary },
      groupId: { $in: [...actor.leadsGroupIds] },
    });
  }
  if (actor.roles.includes('coordinator')) {
    can('issue', Invitation, { role: { $in: ordinary } });
    can(['read', 'withdraw'], Invitation, { role: { $in: ordinary }, issuedById: actor.personId });
  }
  if (actor.roles.includes('administrator')) can(['read', 'issue', 'withdraw'], Invitation);
  cannot('withdraw', Invitation, { usedAt: { $ne: null } });
};
