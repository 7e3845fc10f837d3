// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { AvailabilityController } from './availability.controller.ts';
import { Availabilities } from './availability.service.ts';
import { ForgetAvailability } from './forget-availability.job.ts';

/** Global, as requests ask who can before they ask the people. */
@Global()
@Module({
  controllers: [AvailabilityController],
  providers: [Availabilities, ForgetAvailability],
  exports: [Availabilities],
})
export class AvailabilityModule {}
