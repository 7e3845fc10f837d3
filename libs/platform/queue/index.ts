// SPDX-License-Identifier: EUPL-1.2
export { BullHints } from './bull-hints.ts';
export { ForgetJob } from './forget-job.ts';
export { InProcessHints, type Hint } from './hints.ts';
export { CourierJob, ScopedJob, Jobs, newsFreshMs, patienceMs, type Job } from './jobs.ts';
export { Places } from './places.ts';
export { QueueModule } from './queue.module.ts';
export { Together } from './together.ts';
