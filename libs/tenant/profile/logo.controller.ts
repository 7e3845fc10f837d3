// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Put, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import { answerWithFile, CurrentAbility, May, MayBeKnown, Public, ReturnsNothing, TakesUpTo } from '#platform/http';
import { LogoService } from './logo.service.ts';
import { largestFile } from './redraw.ts';
import { TenantProfile } from './tenant-profile.entity.ts';

const picture = { schema: { type: 'string', format: 'binary' } } as const;

@Controller('tenant/logo')
export class LogoController {
  constructor(private readonly logos: LogoService) {}

  /** The address names the content: it may be kept for ever. */
  @Get(':hash')
  @Public()
  @MayBeKnown()
  @ApiOkResponse({ description: 'Picture', content: { 'image/webp': picture, 'image/png': picture } })
  async read(
    @Param('hash', { schema: z.string() }) hash: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer | undefined> {
    const { content, type } = await this.logos.picture(hash);
    return answerWithFile(request, reply, { content: Buffer.from(content), type, hash }, true);
  }

  /** Takes the file as the body. Somewhat more than the largest logo is read, so that the refusal can say why. */
  @Put()
  @May('update', TenantProfile)
  @TakesUpTo(2 * largestFile)
  @ApiConsumes('image/png', 'image/jpeg', 'image/webp')
  @ApiBody(picture)
  @ReturnsNothing()
  async change(@CurrentAbility() ability: AppAbility, @Body() body: unknown): Promise<void> {
    await this.logos.change(ability, body);
  }

  @Delete()
  @May('update', TenantProfile)
  @ReturnsNothing()
  async remove(@CurrentAbility() ability: AppAbility): Promise<void> {
    await this.logos.remove(ability);
  }
}
