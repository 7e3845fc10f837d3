// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { Actors } from '#platform/http';
import { Arrivals } from '#platform/identity';
import { ActorView } from './actor.view.ts';
import { ArrivalService } from './arrival.service.ts';
import { MeController } from './me.controller.ts';
import { MeService } from './me.service.ts';

@Global()
@Module({
  controllers: [MeController],
  providers: [MeService, { provide: Actors, useClass: ActorView }, { provide: Arrivals, useClass: ArrivalService }],
  exports: [Actors, Arrivals],
})
export class MeModule {}
