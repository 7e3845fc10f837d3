// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { ForgetThrowAway } from './forget-throw-away.job.ts';
import { InstallationKey } from './installation-key.ts';
import { WallRuns } from './wall-runs.ts';
import { WallPageController, WallStatementController } from './wall.controller.ts';
import { WallService } from './wall.service.ts';

@Module({
  controllers: [WallPageController, WallStatementController],
  providers: [InstallationKey, WallRuns, WallService, ForgetThrowAway],
  exports: [WallRuns, WallService],
})
export class WallModule {}
