// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Invitation } from './invitation.entity.ts';
import { InvitationModule } from './invitation.module.ts';
import { invitationPolicy } from './invitation.policy.ts';

export { Token as InvitationToken } from './invitation.dto.ts';
export { Invitation } from './invitation.entity.ts';
export { InvitationService } from './invitation.service.ts';
export const invitations: Feature = {
  module: InvitationModule,
  entities: [Invitation],
  policies: [invitationPolicy],
  can: { 'invitation.issue': ['issue', Invitation] },
};
