// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { PartnerRequest } from './partner-request.entity.ts';
import { PartnerRequestModule } from './partner-request.module.ts';
import { partnerRequestPolicy } from './partner-request.policy.ts';

export { PartnerRequest } from './partner-request.entity.ts';
export { partnerRequestPolicy, type PartnerRequestVerb } from './partner-request.policy.ts';
export type { PartnerRequestState } from './partner-request.states.ts';

export const partnerRequests: Feature = {
  module: PartnerRequestModule,
  entities: [PartnerRequest],
  policies: [partnerRequestPolicy],
  can: { 'partnerRequest.read': ['read', PartnerRequest] },
};
