// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns, ReturnsNothing, type Page } from '#platform/http';
import { Block } from '#tenant/people';
import { BlockPage, CreateBlock, type BlockView } from './block.dto.ts';
import { BlockService } from './block.service.ts';

@Controller('blocks')
export class BlockController {
  constructor(private readonly blocks: BlockService) {}

  @Get()
  @May('read', Block)
  @Returns(BlockPage)
  async list(@CurrentAbility() ability: AppAbility): Promise<Page<BlockView>> {
    return { items: await this.blocks.list(ability), next: null };
  }

  @Post()
  @May('block', Block)
  @ReturnsNothing()
  async block(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateBlock }) body: CreateBlock,
  ): Promise<void> {
    await this.blocks.block(actor, ability, body);
  }

  @Delete(':id')
  @May('remove', Block)
  @ReturnsNothing()
  async remove(@CurrentAbility() ability: AppAbility, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    await this.blocks.remove(ability, id);
  }
}
