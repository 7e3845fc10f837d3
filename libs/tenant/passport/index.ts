// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Issuer, PassportQuestion } from './issuer.entity.ts';
import { PassportModule } from './passport.module.ts';
import { issuerPolicy, shownPolicy } from './passport.policy.ts';
import { ShownAttestation } from './shown.entity.ts';

export const passport: Feature = {
  module: PassportModule,
  entities: [Issuer, PassportQuestion, ShownAttestation],
  policies: [shownPolicy, issuerPolicy],
  can: { 'passport.decide': ['list', ShownAttestation], 'passport.trust': ['trust', Issuer] },
};
