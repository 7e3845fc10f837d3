// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { PartnerRequest } from './partner-request.entity.ts';

export const partnerRequestVerbs = ['route', 'decline'] as const;
export type PartnerRequestVerb = 'read' | (typeof partnerRequestVerbs)[number];

/** Members never meet a partner's request here: what is routed to their group stands in their own feed. */
export const partnerRequestPolicy: Policy<PartnerRequestVerb, typeof PartnerRequest> = ({ roles }, { can }) => {
  if (!roles.some((role) => role === 'coordinator' || role === 'administrator')) return;
  can('read', PartnerRequest);
  can('route', PartnerRequest, { state: 'new' });
  can('decline', PartnerRequest, { state: { $in: ['new', 'routed'] } });
};
