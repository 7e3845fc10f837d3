// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { AdvertisingController } from './advertising.controller.ts';
import { AdvertisingWatch } from './advertising-watch.ts';
import { BlockController } from './block.controller.ts';
import { BlockService } from './block.service.ts';
import { FlagService } from './flag.service.ts';
import { FlaggedThings } from './flagged-things.service.ts';
import { FollowUpController } from './follow-up.controller.ts';
import { FollowUpService } from './follow-up.service.ts';
import { ForgetCases } from './forget-cases.job.ts';
import { GuidelinesController } from './guidelines.controller.ts';
import { GuidelinesService } from './guidelines.service.ts';
import { IncidentController } from './incident.controller.ts';
import { IncidentService } from './incident.service.ts';
import { FlagController, ModerationCaseController, ModerationDecisionController } from './moderation.controller.ts';
import { ModerationService } from './moderation.service.ts';
import { ModerationViews } from './moderation.view.ts';
import { Undecided } from './undecided.ts';

@Module({
  controllers: [
    GuidelinesController,
    AdvertisingController,
    FlagController,
    ModerationCaseController,
    ModerationDecisionController,
    BlockController,
    IncidentController,
    FollowUpController,
  ],
  providers: [
    GuidelinesService,
    AdvertisingWatch,
    FlagService,
    FlaggedThings,
    ModerationService,
    ModerationViews,
    Undecided,
    ForgetCases,
    BlockService,
    IncidentService,
    FollowUpService,
  ],
})
export class SafetyModule {}
