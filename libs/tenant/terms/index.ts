// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Acceptance } from './acceptance.entity.ts';
import { Terms } from './terms.entity.ts';
import { TermsModule } from './terms.module.ts';
import { termsPolicy } from './terms.policy.ts';

export { TermsService } from './terms.service.ts';
export const terms: Feature = {
  module: TermsModule,
  entities: [Terms, Acceptance],
  policies: [termsPolicy],
  can: { 'terms.publish': ['publish', Terms] },
};
