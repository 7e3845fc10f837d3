// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Receipt } from '../receipts/receipt.entity.ts';
import { PartnerInvitation } from './partner-invitation.entity.ts';
import { Partner } from './partner.entity.ts';

export type PartnerVerb = 'read' | 'accept' | 'address' | 'narrow' | 'suspend' | 'resume' | 'end';
export type InvitationVerb = 'read' | 'invite' | 'withdraw';

const mayManage = (roles: readonly string[]) => roles.includes('administrator') || roles.includes('coordinator');

export const partnerPolicy: Policy<PartnerVerb, typeof Partner> = (actor, { can }) => {
  if (actor.roles.includes('staff')) can('read', Partner);
  if (!mayManage(actor.roles)) return;
  can(['read', 'accept'], Partner);
  can('address', Partner, { state: { $in: ['pending', 'active', 'suspended'] } });
  can(['narrow', 'suspend'], Partner, { state: 'active' });
  can(['narrow', 'resume'], Partner, { state: 'suspended', suspendedBy: { $in: ['us', 'both'] } });
  can('end', Partner, { state: { $in: ['pending', 'active', 'suspended'] } });
};

export const invitationPolicy: Policy<InvitationVerb, typeof PartnerInvitation> = (actor, { can }) => {
  if (!mayManage(actor.roles)) return;
  can(['read', 'invite'], PartnerInvitation);
  can('withdraw', PartnerInvitation, { usedAt: null });
};

export const receiptPolicy: Policy<'read', typeof Receipt> = (actor, { can }) => {
  if (mayManage(actor.roles)) can('read', Receipt);
};
