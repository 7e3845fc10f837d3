// SPDX-License-Identifier: EUPL-1.2
import { readFileSync } from 'node:fs';
import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { WallFile } from '#contracts';
import { Public, Returns } from '#platform/http';
import { WallQuery, WallStatement } from './wall.dto.ts';
import { wallPage } from './wall.page.ts';
import { WallService } from './wall.service.ts';
import { preferred, wallLanguages } from './wall-words.ts';

const style = readFileSync(new URL('wall.css', import.meta.url), 'utf8');
const html = { description: 'Page', content: { 'text/html': { schema: { type: 'string' } } } };
const css = { description: 'Style sheet', content: { 'text/css': { schema: { type: 'string' } } } };

/** The page, whole as the server writes it: no script, nothing from elsewhere. See docs/adr/0017. */
@Controller('wall')
export class WallPageController {
  constructor(private readonly wall: WallService) {}

  @Get()
  @Public()
  @ApiOkResponse(html)
  @Header('Content-Type', 'text/html; charset=utf-8')
  async read(
    @Query({ schema: WallQuery }) { lang }: z.infer<typeof WallQuery>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const chosen = wallLanguages.find(({ tag }) => tag === lang)?.tag;
    const language = chosen ?? preferred(request.headers['accept-language']);
    void reply.header('Content-Language', language === 'sv-simple' ? 'sv' : language);
    return wallPage(await this.wall.statement(), language);
  }

  @Get('style.css')
  @Public()
  @ApiOkResponse(css)
  @Header('Content-Type', 'text/css; charset=utf-8')
  dress(): string {
    return style;
  }
}

/** The same for programs. */
@Controller('wall-statement')
export class WallStatementController {
  constructor(private readonly wall: WallService) {}

  @Get()
  @Public()
  @Returns(WallStatement)
  read(): Promise<WallStatement> {
    return this.wall.statement();
  }

  /** The newest result as a file, signed: `handslag verify` checks it offline. */
  @Get('signed')
  @Public()
  @Header('Content-Disposition', 'attachment; filename="handslag-wall.json"')
  @Returns(WallFile)
  signed(): Promise<WallFile> {
    return this.wall.signed();
  }
}
