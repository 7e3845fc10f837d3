// SPDX-License-Identifier: EUPL-1.2
export { BullHints, type BullOptions } from './bull-hints.ts';
export { Hints, InProcessHints, type Hint, type HintOptions } from './hints.ts';
export { ScopedJob, Jobs, type Job } from './jobs.ts';
export { QueueModule } from './queue.module.ts';
