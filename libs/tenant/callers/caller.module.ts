// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { ProvenCallers } from '#tenant/mandates';
import { CallerController } from './caller.controller.ts';
import { CallerService } from './caller.service.ts';

/** Global, as consents ask whether a caller has shown who they are. */
@Global()
@Module({
  controllers: [CallerController],
  providers: [CallerService, { provide: ProvenCallers, useExisting: CallerService }],
  exports: [ProvenCallers],
})
export class CallerModule {}
