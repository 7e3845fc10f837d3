// SPDX-License-Identifier: EUPL-1.2
export { Arrivals, type Arrival, type Door } from './arrivals.ts';
export { IdentityModule, signIn } from './identity.module.ts';
export { NumberHash } from './number-hash.ts';
export { SessionStore, type SessionLine } from './session-store.ts';
