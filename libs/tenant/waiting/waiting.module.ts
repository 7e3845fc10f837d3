// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { WaitingController } from './waiting.controller.ts';
import { Waiting } from './waiting.ts';

/** Global, as every feature in which something can wait tells it here. */
@Global()
@Module({ controllers: [WaitingController], providers: [Waiting], exports: [Waiting] })
export class WaitingModule {}
