// SPDX-License-Identifier: EUPL-1.2
import type { Feature } from '#platform/plane';
import { WaitingModule } from './waiting.module.ts';
import { waitingPolicy } from './waiting.policy.ts';
import { Waiting } from './waiting.ts';

export { waitsIn } from './waits-in.ts';
export { Waiting, type Waits, type WaitingSource } from './waiting.ts';

/** What needs me: one list over all features. */
export const waiting: Feature = {
  module: WaitingModule,
  entities: [],
  policies: [waitingPolicy],
  can: { 'waiting.read': ['read', Waiting] },
};
