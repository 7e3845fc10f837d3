// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, page, PageQuery, Returns, ReturnsNothing } from '#platform/http';
import { Broadening } from './broadening.service.ts';
import { PartnerBroadening } from './partner-broadening.service.ts';
import { RequestPresenter } from './request-presenter.ts';
import { RequestView } from './request-view.dto.ts';
import { RequestId } from './request.dto.ts';
import { Request } from './request.entity.ts';
import { SeenViews } from './seen.view.ts';
import { Unanswered } from './unanswered.ts';

const UnansweredPage = page(
  z
    .strictObject({
      request: RequestView,
      next: z.strictObject({ id: z.uuid(), name: z.string(), people: z.int() }).nullable(),
      /** What the organisation asked for can be put to this partner, who would see so much. */
      partner: z.strictObject({ id: z.uuid(), name: z.string(), sees: z.array(z.string()) }).nullable(),
    })
    .meta({ id: 'UnansweredRequest' }),
  'UnansweredRequestPage',
);
/** To one more group, or to one more partner. */
const Broaden = z
  .strictObject({ groupId: z.uuid().optional(), partnerId: z.uuid().optional() })
  .refine(({ groupId, partnerId }) => (groupId === undefined) !== (partnerId === undefined), { error: 'one-of' })
  .meta({ id: 'BroadenRequest' });

@Controller('requests')
export class TurnController {
  constructor(
    private readonly broadening: Broadening,
    private readonly partnerBroadening: PartnerBroadening,
    private readonly unansweredOnes: Unanswered,
    private readonly presenter: RequestPresenter,
    private readonly seen: SeenViews,
  ) {}

  @Get('unanswered')
  @May('viewUnanswered', Request)
  @Returns(UnansweredPage)
  async unanswered(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const { items, next } = await this.unansweredOnes.list(ability, query);
    await this.seen.enter(ability, items);
    const groups = await this.broadening.nextGroups(ability, items);
    const partners = await this.partnerBroadening.nextPartners(ability, items);
    const views = await this.presenter.present(actor, ability, items);
    return {
      items: views.map((request) => {
        const partner = partners.get(request.id);
        return {
          request,
          next: groups.get(request.id) ?? null,
          partner: partner ? { ...partner, sees: [...partner.sees] } : null,
        };
      }),
      next,
    };
  }

  @Post(':id/broadening')
  @May('broaden', Request)
  @Returns(RequestView, { etag: true })
  async broaden(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: z.infer<typeof RequestId>,
    @Body({ schema: Broaden }) { groupId, partnerId = '' }: z.infer<typeof Broaden>,
  ) {
    const request = groupId
      ? await this.broadening.broaden(ability, id, groupId)
      : await this.partnerBroadening.broaden(ability, id, partnerId);
    return this.presenter.one(actor, ability, request);
  }

  @Post(':id/pass')
  @May('pass', Request)
  @ReturnsNothing()
  async pass(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: z.infer<typeof RequestId>,
  ) {
    await this.broadening.pass(actor, ability, id);
  }
}
