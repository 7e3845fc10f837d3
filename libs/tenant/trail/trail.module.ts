// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { TrailController } from './trail.controller.ts';
import { Trail } from './trail.view.ts';

@Module({ controllers: [TrailController], providers: [Trail] })
export class TrailModule {}
