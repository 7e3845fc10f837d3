// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { blockPolicy } from './block.policy.ts';
import { Flag } from './flag.entity.ts';
import { followUpPolicy } from './follow-up.policy.ts';
import { FollowUp } from './follow-up.entity.ts';
import { Guidelines } from './guidelines.entity.ts';
import { guidelinesPolicy } from './guidelines.policy.ts';
import { Incident } from './incident.entity.ts';
import { incidentPolicy } from './incident.policy.ts';
import { ModerationCase } from './moderation-case.entity.ts';
import { flagPolicy, moderationPolicy } from './moderation.policy.ts';
import { SafetyModule } from './safety.module.ts';

export { advertisingIn } from './advertising.ts';

/** Order and safety: what may be written, what becomes of what should not have been, and who keeps away from whom. */
export const safety: Feature = {
  module: SafetyModule,
  entities: [Guidelines, ModerationCase, Flag, Incident, FollowUp],
  policies: [guidelinesPolicy, flagPolicy, moderationPolicy, blockPolicy, incidentPolicy, followUpPolicy],
  can: {
    'guidelines.publish': ['publish', Guidelines],
    'case.read': ['read', ModerationCase],
    'incident.handle': ['handle', Incident],
    'followUp.readFigures': ['readFigures', FollowUp],
  },
};
