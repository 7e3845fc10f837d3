// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { KeptProtection } from './protection.entity.ts';
import { ProtectionModule } from './protection.module.ts';

export { isStricter, protections, stricterOf, type Protection } from './levels.ts';
export { Protections, type Holder } from './protection.service.ts';
export { tellsWho } from './tells-who.ts';

export const protection: Feature = { module: ProtectionModule, entities: [KeptProtection], policies: [] };
