// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Attestation } from './attestation.entity.ts';
import { attestationPolicy } from './attestation.policy.ts';
import { Declaration } from './declaration.entity.ts';
import { declarationPolicy } from './declaration.policy.ts';
import { QualificationModule } from './qualification.module.ts';
import { Requirement } from './requirement.entity.ts';

export { Attestation } from './attestation.entity.ts';
export { Qualified } from './qualified.service.ts';
export { keyOf, Requirement, requirementKinds } from './requirement.entity.ts';
export { unmetBy } from './unmet.ts';
export const qualifications: Feature = {
  module: QualificationModule,
  entities: [Requirement, Attestation, Declaration],
  policies: [attestationPolicy, declarationPolicy],
  can: { 'declaration.publish': ['publish', Declaration], 'attestation.oversee': ['list', Attestation] },
};
