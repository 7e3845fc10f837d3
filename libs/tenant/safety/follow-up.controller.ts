// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { Agreement } from '#tenant/requests';
import { AnswerFollowUp, FollowUpFigures, FollowUpView } from './follow-up.dto.ts';
import { FollowUp } from './follow-up.entity.ts';
import { FollowUpService } from './follow-up.service.ts';

@Controller()
export class FollowUpController {
  constructor(private readonly followUps: FollowUpService) {}

  @Get('agreements/:id/follow-up')
  @May('read', Agreement)
  @Returns(FollowUpView)
  read(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<FollowUpView> {
    return this.followUps.view(actor, ability, id);
  }

  @Post('agreements/:id/follow-up')
  @May('read', Agreement)
  @Returns(FollowUpView)
  answer(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: AnswerFollowUp }) { answer }: z.infer<typeof AnswerFollowUp>,
  ): Promise<FollowUpView> {
    return this.followUps.answer(actor, ability, id, answer);
  }

  @Get('follow-ups/figures')
  @May('readFigures', FollowUp)
  @Returns(FollowUpFigures)
  figures(): Promise<FollowUpFigures> {
    return this.followUps.figures();
  }
}
