// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerWithFile, fingerprint, MayBeKnown, Public } from '#platform/http';
import { LogoService } from './logo.service.ts';
import { TenantProfileService } from './tenant-profile.service.ts';
import { webManifest } from './web-manifest.ts';

const type = 'application/manifest+json';

@Controller('manifest.webmanifest')
export class WebManifestController {
  constructor(
    private readonly profiles: TenantProfileService,
    private readonly logos: LogoService,
  ) {}

  @Get()
  @Public()
  @MayBeKnown()
  @ApiOkResponse({ description: 'Web app manifest', content: { [type]: { schema: { type: 'object' } } } })
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Buffer | undefined> {
    const content = JSON.stringify(webManifest(await this.profiles.current(), await this.logos.addresses()));
    return answerWithFile(request, reply, { content, type, hash: fingerprint(content) }, false);
  }
}
