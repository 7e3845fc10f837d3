// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerWithFile, MayBeKnown, Public } from '#platform/http';
import { TenantProfileService } from './tenant-profile.service.ts';
import { themeFor, type Theme } from './theme.ts';

const Version = z.strictObject({ v: z.string().max(40).optional() });
const remembered = 500;

/** The tenant's colours as a style sheet. */
@Controller('theme.css')
export class ThemeController {
  readonly #themes = new Map<string, Theme>();

  constructor(private readonly profiles: TenantProfileService) {}

  /** With `?v=<hash>` it may be kept for ever; without, the browser asks each time whether it has changed. */
  @Get()
  @Public()
  @MayBeKnown()
  @ApiOkResponse({ description: 'Style sheet', content: { 'text/css': { schema: { type: 'string' } } } })
  async read(
    @Query({ schema: Version }) { v }: z.infer<typeof Version>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer | undefined> {
    const { css, hash } = await this.themeOf((await this.profiles.current()).colour);
    return answerWithFile(request, reply, { content: css, type: 'text/css; charset=utf-8', hash }, v === hash);
  }

  private async themeOf(colour: string): Promise<Theme> {
    const theme = this.#themes.get(colour) ?? (await themeFor(colour));
    if (this.#themes.size >= remembered) this.#themes.clear();
    this.#themes.set(colour, theme);
    return theme;
  }
}
