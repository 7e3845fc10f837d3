// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, Returns, ReturnsNothing, SignedIn, type KnownActor } from '#platform/http';
import { InvitationService, InvitationToken } from '#tenant/invitations';
import { PersonService } from '#tenant/people';
import { MeView, UpdateMe } from './me.dto.ts';
import { MeService } from './me.service.ts';

@Controller()
export class MeController {
  constructor(
    private readonly me: MeService,
    private readonly people: PersonService,
    private readonly invitations: InvitationService,
  ) {}

  @Get('me')
  @SignedIn()
  @Returns(MeView)
  read(@CurrentActor() actor: KnownActor, @CurrentAbility() ability: AppAbility): Promise<MeView> {
    return this.me.view(actor, ability);
  }

  @Patch('me')
  @SignedIn()
  @Returns(MeView)
  update(@CurrentActor() { personId }: Actor, @Body({ schema: UpdateMe }) body: UpdateMe): Promise<MeView> {
    return this.me.update(personId, body);
  }

  /** Leaves the tenant: everything personal is erased. */
  @Delete('me')
  @SignedIn()
  @ReturnsNothing()
  leave(@CurrentActor() { personId }: Actor): Promise<void> {
    return this.people.leave(personId);
  }

  @Post('invitations/by-token/:token/acceptance')
  @SignedIn()
  @Returns(MeView)
  async acceptInvitation(
    @CurrentActor() { personId }: Actor,
    @Param('token', { schema: InvitationToken }) token: string,
  ): Promise<MeView> {
    await this.invitations.accept(personId, token);
    return this.me.viewAnew(personId);
  }
}
