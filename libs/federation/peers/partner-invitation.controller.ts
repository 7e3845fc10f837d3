// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, cut, decodeCursor, May, PageQuery, Returns, ReturnsNothing } from '#platform/http';
import { Handshake } from './handshake.ts';
import { Invitations } from './invitations.ts';
import { PartnerInvitation } from './partner-invitation.entity.ts';
import { scopeOf, sideOf } from './grant.dto.ts';
import {
  CreateInvitation,
  InvitationPage,
  InvitationPreview,
  invitationView,
  MadeInvitation,
  Link,
  previewView,
} from './partner-invitation.dto.ts';
import { Partner } from './partner.entity.ts';

const Id = z.uuid();

@Controller('partner-invitations')
export class PartnerInvitationController {
  constructor(
    private readonly invitations: Invitations,
    private readonly handshake: Handshake,
  ) {}

  @Get()
  @May('read', PartnerInvitation)
  @Returns(InvitationPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) { limit, cursor }: z.infer<typeof PageQuery>,
  ) {
    const [after] = decodeCursor(cursor, z.tuple([Id])) ?? [];
    const { items, next } = cut(await this.invitations.list(ability, after, limit + 1), limit, ({ invitation }) => [
      invitation.id,
    ]);
    return { items: items.map(({ invitation, link }) => invitationView(ability, invitation, link)), next };
  }

  @Post()
  @May('invite', PartnerInvitation)
  @Returns(MadeInvitation, { status: 201 })
  async create(
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateInvitation }) { grant, functionAddress }: z.infer<typeof CreateInvitation>,
  ) {
    const made = await this.invitations.invite(sideOf(grant.direction), scopeOf(grant), functionAddress ?? null);
    return { ...invitationView(ability, made.invitation, made.link), qr: made.qr };
  }

  @Post('preview')
  @May('accept', Partner)
  @Returns(InvitationPreview)
  async preview(@Body({ schema: Link }) { link }: z.infer<typeof Link>) {
    return previewView(await this.handshake.open(link));
  }

  @Delete(':id')
  @May('withdraw', PartnerInvitation)
  @ReturnsNothing()
  async withdraw(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    await this.invitations.withdraw(ability, id);
  }
}
