// SPDX-License-Identifier: EUPL-1.2
import { Module } from '@nestjs/common';
import { FederationModule } from '#federation';
import { ExpirePartnerRequests } from './expire-partner-requests.job.ts';
import { OpenPartnerRequests } from './open-partner-requests.ts';
import { PartnerRequestController } from './partner-request.controller.ts';
import { PartnerRequestCourse } from './partner-request.course.ts';
import { PartnerRequestLetterbox } from './partner-request.letterbox.ts';
import { PartnerRequestReplies } from './partner-request.replies.ts';
import { PartnerRequestService } from './partner-request.service.ts';
import { PartnerRequestViews } from './partner-request.view.ts';
import { PublicFace } from './public-face.ts';
import { Unrouted } from './unrouted.ts';

@Module({
  imports: [FederationModule],
  controllers: [PartnerRequestController],
  providers: [
    PartnerRequestService,
    PartnerRequestViews,
    PartnerRequestCourse,
    PartnerRequestLetterbox,
    PartnerRequestReplies,
    OpenPartnerRequests,
    PublicFace,
    ExpirePartnerRequests,
    Unrouted,
  ],
})
export class PartnerRequestModule {}
