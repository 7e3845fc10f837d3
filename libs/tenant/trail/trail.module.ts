// SPDX-License-Identifier: EUPL-1.2
import { Global, Module } from '@nestjs/common';
import { TrailController } from './trail.controller.ts';
import { TrailNames } from './trail-names.ts';
import { Trail } from './trail.view.ts';

/** Global, as features tell here what their things are called. */
@Global()
@Module({ controllers: [TrailController], providers: [Trail, TrailNames], exports: [TrailNames] })
export class TrailModule {}
