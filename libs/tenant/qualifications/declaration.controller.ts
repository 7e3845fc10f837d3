// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, CurrentSession, May, Returns, type Session } from '#platform/http';
import { Attestation } from './attestation.entity.ts';
import { Declaration } from './declaration.entity.ts';
import { DeclarationView, PublishDeclaration, SignDeclaration, viewDeclaration } from './declaration.dto.ts';
import { DeclarationService } from './declaration.service.ts';
import { OwnQualifications } from './qualification.dto.ts';
import { RequirementService } from './requirement.service.ts';

@Controller()
export class DeclarationController {
  constructor(
    private readonly declarations: DeclarationService,
    private readonly requirements: RequirementService,
  ) {}

  @Post('declarations')
  @May('publish', Declaration)
  @Returns(DeclarationView, { status: 201 })
  async publish(@Body({ schema: PublishDeclaration }) { text }: PublishDeclaration): Promise<DeclarationView> {
    return viewDeclaration(await this.declarations.publish(text));
  }

  @Get('me/qualifications')
  @May('read', Attestation)
  @Returns(OwnQualifications)
  own(@CurrentAbility() ability: AppAbility, @CurrentActor() actor: Actor): Promise<OwnQualifications> {
    return this.requirements.own(ability, actor);
  }

  @Post('me/declaration-signatures')
  @May('sign', Declaration)
  @Returns(OwnQualifications, { status: 201 })
  async sign(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() actor: Actor,
    @CurrentSession() session: Session,
    @Body({ schema: SignDeclaration }) { version }: SignDeclaration,
  ): Promise<OwnQualifications> {
    await this.declarations.sign(actor.personId, version, session.acr ?? null);
    return this.requirements.own(ability, actor);
  }
}
