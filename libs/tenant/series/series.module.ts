// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { AgainController } from './again.controller.ts';
import { AgainService } from './again.service.ts';
import { MakeOccasions } from './make-occasions.job.ts';
import { OccasionService } from './occasion.service.ts';
import { SeriesController } from './series.controller.ts';
import { SeriesService } from './series.service.ts';
import { SeriesViews } from './series.view.ts';

@Module({
  controllers: [AgainController, SeriesController],
  providers: [AgainService, SeriesService, OccasionService, SeriesViews, MakeOccasions],
})
export class SeriesModule {}
