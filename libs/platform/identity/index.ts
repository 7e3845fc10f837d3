// SPDX-License-Identifier: EUPL-1.2
export { Arrivals, type Arrival, type Door } from './arrivals.ts';
