// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, type Page } from '#platform/http';
import { Flag } from './flag.entity.ts';
import { FlagService } from './flag.service.ts';
import { ModerationCase } from './moderation-case.entity.ts';
import {
  Appeal,
  CasePage,
  CaseQuery,
  CaseView,
  Decide,
  DecisionPage,
  DecisionView,
  RaiseFlag,
} from './moderation.dto.ts';
import { ModerationService } from './moderation.service.ts';
import { ModerationViews } from './moderation.view.ts';

const CaseId = z.uuid();

@Controller('flags')
export class FlagController {
  constructor(private readonly flags: FlagService) {}

  @Post()
  @May('raise', Flag)
  @ReturnsNothing()
  async raise(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: RaiseFlag }) body: RaiseFlag,
  ): Promise<void> {
    await this.flags.raise(actor, ability, body);
  }
}

/** For moderators. */
@Controller('cases')
export class ModerationCaseController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly views: ModerationViews,
  ) {}

  @Get()
  @May('read', ModerationCase)
  @Returns(CasePage)
  async list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: CaseQuery }) query: CaseQuery,
  ): Promise<Page<CaseView>> {
    const { items, next } = await this.moderation.list(ability, 'read', query);
    return { items: await this.views.cases(actor, ability, items), next };
  }

  @Post(':id/decision')
  @May('decide', ModerationCase)
  @Returns(CaseView)
  async decide(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: Decide }) body: Decide,
  ): Promise<CaseView | undefined> {
    const decided = await this.moderation.decide(actor, ability, id, body);
    return (await this.views.cases(actor, ability, [decided]))[0];
  }

  @Post(':id/undo')
  @May('undo', ModerationCase)
  @Returns(CaseView)
  async undo(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: CaseId }) id: string,
  ): Promise<CaseView | undefined> {
    return (await this.views.cases(actor, ability, [await this.moderation.undo(ability, id)]))[0];
  }
}

/** For authors: what was decided about what they wrote. */
@Controller('decisions')
export class ModerationDecisionController {
  constructor(
    private readonly moderation: ModerationService,
    private readonly views: ModerationViews,
  ) {}

  @Get()
  @May('hear', ModerationCase)
  @Returns(DecisionPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: CaseQuery }) query: CaseQuery,
  ): Promise<Page<DecisionView>> {
    const { items, next } = await this.moderation.list(ability, 'hear', query);
    return { items: await this.views.decisions(ability, items), next };
  }

  @Post(':id/appeal')
  @May('hear', ModerationCase)
  @Returns(DecisionView)
  async appeal(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: CaseId }) id: string,
    @Body({ schema: Appeal }) { text }: z.infer<typeof Appeal>,
  ): Promise<DecisionView | undefined> {
    return (await this.views.decisions(ability, [await this.moderation.appeal(ability, id, text)]))[0];
  }
}
