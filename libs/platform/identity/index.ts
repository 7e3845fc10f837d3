// SPDX-License-Identifier: EUPL-1.2
export { Arrivals, type Arrival } from './arrivals.ts';
export { callerStates, type Caller } from './callers.ts';
export { CallersHere } from './callers-here.ts';
export { signIn } from './identity.module.ts';
