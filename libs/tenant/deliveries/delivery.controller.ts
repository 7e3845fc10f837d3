// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Put, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, TakesUpTo } from '#platform/http';
import { Agreement, Request } from '#tenant/requests';
import { ChangeDelivery, DeliveryView, EnterCost, PurchaseView } from './delivery.dto.ts';
import { DeliveryService } from './delivery.service.ts';
import { largestPhoto, PurchaseService } from './purchase.service.ts';

const picture = { schema: { type: 'string', format: 'binary' } } as const;

/** What is to be fetched, and what it cost. There is no way to pay, and none to tell how to. */
@Controller()
export class DeliveryController {
  constructor(
    private readonly deliveries: DeliveryService,
    private readonly purchases: PurchaseService,
  ) {}

  @Get('requests/:id/delivery')
  @May('read', Request)
  @Returns(DeliveryView)
  read(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<DeliveryView> {
    return this.deliveries.view(actor, ability, id);
  }

  @Put('requests/:id/delivery')
  @May('viewOffers', Request)
  @Returns(DeliveryView)
  change(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ChangeDelivery }) input: ChangeDelivery,
  ): Promise<DeliveryView> {
    return this.deliveries.change(actor, ability, id, input);
  }

  @Get('agreements/:id/purchase')
  @May('read', Agreement)
  @Returns(PurchaseView)
  purchase(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<PurchaseView> {
    return this.purchases.view(actor, ability, id);
  }

  @Put('agreements/:id/purchase')
  @May('read', Agreement)
  @Returns(PurchaseView)
  enter(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: EnterCost }) { costOre }: z.infer<typeof EnterCost>,
  ): Promise<PurchaseView> {
    return this.purchases.enter(actor, ability, id, costOre);
  }

  @Get('agreements/:id/purchase/photo')
  @May('read', Agreement)
  @ApiOkResponse({ description: 'Picture', content: { 'image/webp': picture } })
  async photo(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const content = await this.purchases.photo(ability, id);
    void reply.header('Content-Type', 'image/webp');
    return content;
  }

  /** Takes the file as the body. */
  @Put('agreements/:id/purchase/photo')
  @May('read', Agreement)
  @TakesUpTo(largestPhoto + 1024 * 1024)
  @ApiConsumes('image/png', 'image/jpeg', 'image/webp')
  @ApiBody(picture)
  @ReturnsNothing()
  async putPhoto(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.purchases.putPhoto(actor, ability, id, body);
  }

  @Delete('agreements/:id/purchase/photo')
  @May('read', Agreement)
  @ReturnsNothing()
  async removePhoto(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<void> {
    await this.purchases.removePhoto(actor, ability, id);
  }
}
