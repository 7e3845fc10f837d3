// SPDX-License-Identifier: EUPL-1.2
export { Arrivals, type Arrival } from './arrivals.ts';
export { signIn } from './identity.module.ts';
