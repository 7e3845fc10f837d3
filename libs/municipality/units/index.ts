// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { Unit } from './unit.entity.ts';
import { UnitModule } from './unit.module.ts';
import { unitPolicy } from './unit.policy.ts';

export { Unit } from './unit.entity.ts';
export { unitPolicy, type UnitVerb } from './unit.policy.ts';

export const units: Feature = { module: UnitModule, entities: [Unit], policies: [unitPolicy] };
