// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { CurrentSession, Returns, ReturnsNothing, SignedIn, type Session } from '#platform/http';
import { ClientCodeService } from './client-code.service.ts';
import { ConsentService } from './consent.service.ts';
import { CodePreview, OwnConsentId, OwnMandatePage, TypedCode } from './mandate.dto.ts';
import { MandateViews } from './mandate.view.ts';

type Typed = z.infer<typeof TypedCode>;

/** What a person sees and decides about those who speak for them. */
@Controller('me/mandates')
export class OwnMandateController {
  constructor(
    private readonly codes: ClientCodeService,
    private readonly consents: ConsentService,
    private readonly views: MandateViews,
  ) {}

  @Get()
  @SignedIn()
  @Returns(OwnMandatePage)
  async list(@CurrentSession() { personId }: Session) {
    return { items: await this.views.own(personId), next: null };
  }

  @Post('consents/:consentId/withdrawal')
  @SignedIn()
  @ReturnsNothing()
  async withdraw(
    @CurrentSession() { personId }: Session,
    @Param({ schema: OwnConsentId }) { consentId }: z.infer<typeof OwnConsentId>,
  ) {
    await this.consents.withdrawOwn(personId, consentId);
  }

  @Post('code/preview')
  @SignedIn()
  @Returns(CodePreview)
  async preview(@CurrentSession() session: Session, @Body({ schema: TypedCode }) body: Typed) {
    const { code, client, text, things } = await this.codes.preview(session, body.code);
    return {
      purpose: code.purpose,
      alias: client.alias,
      text,
      things,
      expiresAt: code.expiresAt.toISOString(),
    };
  }

  /** Signs what the code is for, or takes over. */
  @Post('code/confirmation')
  @SignedIn()
  @ReturnsNothing()
  async confirm(@CurrentSession() session: Session, @Body({ schema: TypedCode }) body: Typed) {
    await this.codes.confirm(session, body.code);
  }
}
