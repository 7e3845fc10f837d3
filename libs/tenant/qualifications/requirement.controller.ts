// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { Group } from '#tenant/groups';
import { RequirementsView } from './qualification.dto.ts';
import { SettleRequirements } from './requirement.dto.ts';
import { RequirementService } from './requirement.service.ts';

@Controller('groups/:id/requirements')
export class RequirementController {
  constructor(private readonly requirements: RequirementService) {}

  @Get()
  @May('read', Group)
  @Returns(RequirementsView)
  list(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<RequirementsView> {
    return this.requirements.of(ability, actor, id);
  }

  @Put()
  @May('read', Group)
  @Returns(RequirementsView)
  async settle(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: SettleRequirements }) body: SettleRequirements,
  ): Promise<RequirementsView> {
    await this.requirements.settle(ability, id, body);
    return this.requirements.of(ability, actor, id);
  }
}
