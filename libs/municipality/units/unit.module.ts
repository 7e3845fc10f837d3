// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { UnitController } from './unit.controller.ts';
import { UnitNames } from './unit-names.ts';
import { UnitService } from './unit.service.ts';
import { Unstaffed } from './unstaffed.ts';

@Module({ controllers: [UnitController], providers: [UnitService, UnitNames, Unstaffed], exports: [UnitService] })
export class UnitModule {}
