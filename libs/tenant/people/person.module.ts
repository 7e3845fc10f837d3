// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Departures } from './departures.ts';
import { PersonController } from './person.controller.ts';
import { PersonService } from './person.service.ts';

@Global()
@Module({
  controllers: [PersonController],
  providers: [PersonService, Departures],
  exports: [PersonService, Departures],
})
export class PersonModule {}
