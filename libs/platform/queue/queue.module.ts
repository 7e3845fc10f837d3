// SPDX-License-Identifier: EUPL-1.2
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { BullHints, type BullOptions } from './bull-hints.ts';
import { Hints } from './hints.ts';
import { Jobs } from './jobs.ts';

const sweepEveryMs = 15_000;

export interface QueueModuleOptions {
  /** Where hints travel; tests pass an `InProcessHints`. */
  readonly hints: BullOptions | Hints;
  /** False where `ROLE=api`: hints are given, but worked on elsewhere. */
  readonly works: boolean;
  readonly sweepEveryMs?: number;
}

@Global()
@Module({})
export class QueueModule {
  static forRoot(options: QueueModuleOptions): DynamicModule {
    return {
      module: QueueModule,
      providers: [
        { provide: Hints, useFactory: () => (options.hints instanceof Hints ? options.hints : new BullHints(options.hints)) },
        {
          provide: Jobs,
          useFactory: (hints: Hints, directory: TenantDirectory, scope: TenantScope) =>
            new Jobs(hints, directory, scope, { works: options.works, sweepEveryMs: options.sweepEveryMs ?? sweepEveryMs }),
          inject: [Hints, TenantDirectory, TenantScope],
        },
      ],
      exports: [Jobs, Hints],
    };
  }
}
