// SPDX-License-Identifier: EUPL-1.2
export { abilityFor, accessibleBy, authorize, canOf, type AppAbility, type Class, type Policy } from './ability.ts';
export { findReadable } from './find-readable.ts';
export { roles, type Actor, type Lack, type Role } from './actor.ts';
