// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { Group } from '#tenant/groups';
import { AttestationService } from './attestation.service.ts';
import { Attest, ChecklistView } from './qualification.dto.ts';

@Controller('groups/:id/members/:personId')
export class ChecklistController {
  constructor(private readonly attestations: AttestationService) {}

  @Get('checklist')
  @May('read', Group)
  @Returns(ChecklistView)
  read(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('personId', { schema: z.uuid() }) personId: string,
  ): Promise<ChecklistView> {
    return this.attestations.checklist(ability, actor, id, personId);
  }

  @Post('attestations')
  @May('read', Group)
  @Returns(ChecklistView, { status: 201 })
  async attest(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Param('personId', { schema: z.uuid() }) personId: string,
    @Body({ schema: Attest }) body: Attest,
  ): Promise<ChecklistView> {
    await this.attestations.attest(ability, actor, id, personId, body);
    return this.attestations.checklist(ability, actor, id, personId);
  }
}
