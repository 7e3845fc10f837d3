// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing } from '#platform/http';
import { AgreementView } from './agreement.dto.ts';
import { AgreementService } from './agreement.service.ts';
import { AgreementViews } from './agreement.view.ts';
import { CompanyForm, CreateOffer, MadeOffer, OfferPage, OfferPath, OfferView } from './offer.dto.ts';
import { OfferService } from './offer.service.ts';
import { RequestPresenter } from './request-presenter.ts';
import { RequestId } from './request.dto.ts';
import { Request } from './request.entity.ts';

@Controller('requests/:id/offers')
export class OfferController {
  constructor(
    private readonly offers: OfferService,
    private readonly agreements: AgreementService,
    private readonly views: AgreementViews,
    private readonly presenter: RequestPresenter,
  ) {}

  @Post()
  @May('meet', Request)
  @Returns(MadeOffer, { status: 201 })
  async offer(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: z.infer<typeof RequestId>,
    @Body({ schema: CreateOffer }) { note, company }: CreateOffer,
  ) {
    const { request, offer, agreement, alone } = await this.offers.offer(actor, ability, id, note ?? null, company);
    const [view] = await this.presenter.offers(actor, ability, request, [offer], alone);
    return { offer: view, agreementId: agreement?.id ?? null };
  }

  @Get()
  @May('viewOffers', Request)
  @Returns(OfferPage)
  async list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: z.infer<typeof RequestId>,
  ) {
    const { request, offers } = await this.offers.list(actor, ability, id);
    return { items: await this.presenter.offers(actor, ability, request, offers), next: null };
  }

  @Delete(':offerId')
  @May('read', Request)
  @ReturnsNothing()
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: OfferPath }) { id, offerId }: z.infer<typeof OfferPath>,
  ) {
    await this.offers.withdraw(actor, id, offerId);
  }

  /** Today's form of one who comes along. */
  @Patch(':offerId/company')
  @May('read', Request)
  @Returns(OfferView)
  async changeForm(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: OfferPath }) { id, offerId }: z.infer<typeof OfferPath>,
    @Body({ schema: CompanyForm }) body: CompanyForm,
  ) {
    const { request, offer } = await this.offers.changeForm(actor, id, offerId, body);
    const [view] = await this.presenter.offers(actor, ability, request, [offer]);
    return view;
  }

  @Post(':offerId/acceptance')
  @May('viewOffers', Request)
  @Returns(AgreementView, { status: 201, etag: true })
  async accept(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: OfferPath }) { id, offerId }: z.infer<typeof OfferPath>,
  ) {
    const agreement = await this.offers.accept(actor, ability, id, offerId);
    return this.views.one(actor, ability, await this.agreements.find(ability, agreement.id));
  }
}
