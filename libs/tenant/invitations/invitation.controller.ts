// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import {
  CurrentAbility,
  CurrentActor,
  CurrentTenant,
  May,
  PageQuery,
  Public,
  Returns,
  ReturnsNothing,
  type Page,
} from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import {
  CreateInvitation,
  InvitationPage,
  InvitationPreview,
  InvitationView,
  Token,
  viewInvitation,
  viewIssued,
  viewPreview,
} from './invitation.dto.ts';
import { Invitation } from './invitation.entity.ts';
import { InvitationService } from './invitation.service.ts';

@Controller('invitations')
export class InvitationController {
  constructor(private readonly invitations: InvitationService) {}

  @Get()
  @May('read', Invitation)
  @Returns(InvitationPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<InvitationView>> {
    const { items, next } = await this.invitations.list(ability, query);
    return { items: items.map((invitation) => viewInvitation(invitation, ability)), next };
  }

  @Post()
  @May('issue', Invitation)
  @Returns(InvitationView, { status: 201 })
  async issue(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @CurrentTenant() { kind, origin }: Tenant,
    @Body({ schema: CreateInvitation }) body: CreateInvitation,
  ): Promise<InvitationView> {
    return viewIssued(await this.invitations.issue(ability, actor.personId, kind, body), ability, origin);
  }

  @Delete(':id')
  @May('withdraw', Invitation)
  @ReturnsNothing()
  withdraw(@CurrentAbility() ability: AppAbility, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.invitations.withdraw(ability, id);
  }

  @Get('by-token/:token')
  @Public()
  @Returns(InvitationPreview)
  async preview(@Param('token', { schema: Token }) token: string): Promise<InvitationPreview> {
    return viewPreview(await this.invitations.preview(token));
  }
}
