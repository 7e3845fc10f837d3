// SPDX-License-Identifier: EUPL-1.2
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '#kernel';
import type { PlaneConfig } from '#platform/config';
import { Config } from '#platform/plane';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { BullHints } from './bull-hints.ts';
import { ForgetAnswersJob } from './forget-answers.job.ts';
import { ForgetCountsJob } from './forget-counts.job.ts';
import { Hints } from './hints.ts';
import { Jobs } from './jobs.ts';

const sweepEveryMs = 10_000;

const jobs = {
  provide: Jobs,
  useFactory: (hints: Hints, directory: TenantDirectory, scope: TenantScope, clock: Clock, config: PlaneConfig) =>
    new Jobs(hints, directory, scope, clock, { works: config.ROLE !== 'api', follows: true, sweepEveryMs }),
  inject: [Hints, TenantDirectory, TenantScope, Clock, Config],
};

/** Background work, hinted at through BullMQ: on PostgreSQL, or on Redis when `REDIS_URL` is set. */
@Global()
@Module({
  providers: [
    jobs,
    ForgetCountsJob,
    ForgetAnswersJob,
    {
      provide: Hints,
      useFactory: ({ QUEUE_DATABASE_URL, REDIS_URL }: PlaneConfig) =>
        new BullHints({ postgresUrl: QUEUE_DATABASE_URL, redisUrl: REDIS_URL }),
      inject: [Config],
    },
  ],
  exports: [Jobs, Hints],
})
export class QueueModule {
  /** With hints of the test's own, and no clock of its own: the test drains and sweeps. */
  static stepped(hints: Hints): DynamicModule {
    return {
      module: SteppedQueueModule,
      providers: [
        { provide: Hints, useValue: hints },
        {
          provide: Jobs,
          useFactory: (directory: TenantDirectory, scope: TenantScope, clock: Clock) =>
            new Jobs(hints, directory, scope, clock, { works: true, sweepEveryMs: 0 }),
          inject: [TenantDirectory, TenantScope, Clock],
        },
      ],
      exports: [Jobs, Hints],
    };
  }
}

@Global()
@Module({})
class SteppedQueueModule {}
