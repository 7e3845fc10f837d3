// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, PageQuery, Returns, type Page } from '#platform/http';
import { Attestation } from './attestation.entity.ts';
import { AttestationService } from './attestation.service.ts';
import { Checklists } from './checklist.view.ts';
import { AttestationPage, AttestationView, Withdraw } from './qualification.dto.ts';

@Controller('attestations')
export class AttestationController {
  constructor(
    private readonly attestations: AttestationService,
    private readonly checklists: Checklists,
  ) {}

  @Get('expiring')
  @May('list', Attestation)
  @Returns(AttestationPage)
  async expiring(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<AttestationView>> {
    const { items, next } = await this.attestations.expiring(query);
    return { items: await this.checklists.views(ability, items), next };
  }

  @Post(':id/withdrawal')
  @May('withdraw', Attestation)
  @Returns(AttestationView, { status: 201 })
  async withdraw(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Withdraw }) { reason }: Withdraw,
  ): Promise<AttestationView | undefined> {
    const attestation = await this.attestations.withdraw(ability, actor, id, reason);
    return (await this.checklists.views(ability, [attestation]))[0];
  }

  @Delete(':id/withdrawal')
  @May('restore', Attestation)
  @Returns(AttestationView)
  async restore(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<AttestationView | undefined> {
    const attestation = await this.attestations.restore(ability, actor, id);
    return (await this.checklists.views(ability, [attestation]))[0];
  }
}
