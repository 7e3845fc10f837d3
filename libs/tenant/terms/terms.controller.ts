// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Post } from '@nestjs/common';
import type { Actor } from '#platform/authz';
import { CurrentActor, May, Public, Returns, SignedIn } from '#platform/http';
import { AcceptanceView, AcceptTerms, PublishTerms, TermsView, viewAcceptance, viewTerms } from './terms.dto.ts';
import { Terms } from './terms.entity.ts';
import { TermsService } from './terms.service.ts';

@Controller('terms')
export class TermsController {
  constructor(private readonly terms: TermsService) {}

  @Get('current')
  @Public()
  @Returns(TermsView)
  async current(): Promise<TermsView> {
    return viewTerms(await this.terms.current());
  }

  @Post()
  @May('publish', Terms)
  @Returns(TermsView, { status: 201 })
  async publish(@Body({ schema: PublishTerms }) { text }: PublishTerms): Promise<TermsView> {
    return viewTerms(await this.terms.publish(text));
  }

  @Post('acceptances')
  @SignedIn()
  @Returns(AcceptanceView, { status: 201 })
  async accept(
    @CurrentActor() actor: Actor,
    @Body({ schema: AcceptTerms }) { version }: AcceptTerms,
  ): Promise<AcceptanceView> {
    return viewAcceptance(await this.terms.accept(actor.personId, version));
  }
}
