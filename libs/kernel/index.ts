// SPDX-License-Identifier: EUPL-1.2
export { Clock, SystemClock } from './clock.ts';
export {
  Conflict,
  DomainError,
  Forbidden,
  Gone,
  Invalid,
  NotFound,
  type ErrorDetail,
  type ErrorKind,
} from './domain-error.ts';
export type { Branded, PersonId, TenantId } from './ids.ts';
export { Randomness, SystemRandomness } from './randomness.ts';
