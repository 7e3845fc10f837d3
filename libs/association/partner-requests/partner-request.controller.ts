// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, type Page } from '#platform/http';
import {
  DeclinePartnerRequest,
  PartnerRequestPage,
  PartnerRequestQuery,
  PartnerRequestView,
  RoutePartnerRequest,
} from './partner-request.dto.ts';
import { PartnerRequest } from './partner-request.entity.ts';
import { PartnerRequestService } from './partner-request.service.ts';
import { PartnerRequestViews } from './partner-request.view.ts';

@Controller('partner-requests')
export class PartnerRequestController {
  constructor(
    private readonly requests: PartnerRequestService,
    private readonly views: PartnerRequestViews,
  ) {}

  @Get()
  @May('read', PartnerRequest)
  @Returns(PartnerRequestPage)
  list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PartnerRequestQuery }) query: PartnerRequestQuery,
  ): Promise<Page<PartnerRequestView>> {
    return this.views.list(ability, query);
  }

  @Get(':id')
  @May('read', PartnerRequest)
  @Returns(PartnerRequestView, { etag: true })
  one(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<PartnerRequestView> {
    return this.views.one(ability, id);
  }

  /** Answers nothing: a remembered answer would keep the text after a decline. */
  @Post(':id/routing')
  @May('route', PartnerRequest)
  @ReturnsNothing()
  route(
    @CurrentAbility() ability: AppAbility,
    @CurrentActor() { personId }: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: RoutePartnerRequest }) { groupIds }: RoutePartnerRequest,
  ): Promise<void> {
    return this.requests.route(ability, personId, id, groupIds);
  }

  @Post(':id/decline')
  @May('decline', PartnerRequest)
  @ReturnsNothing()
  decline(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: DeclinePartnerRequest }) { code }: DeclinePartnerRequest,
  ): Promise<void> {
    return this.requests.decline(ability, id, code);
  }
}
