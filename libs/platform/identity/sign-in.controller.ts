// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { NotFound } from '#kernel';
import { OfThePlane, type HandslagRequest } from '#platform/http';
import { TenantDirectory, type Tenant } from '#platform/tenancy';
import { SignInQuery } from './sign-in.dto.ts';
import { SignInService, type Onward } from './sign-in.service.ts';

const Redirects = () =>
  ApiResponse({ status: 303, description: 'On to the identity provider, into the app, or to /sign-in-failed' });

/** Navigations of the browser. They talk to the provider, so no tenant scope may be open around them. */
@Controller('sign-in')
export class SignInController {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly signIn: SignInService,
  ) {}

  @Get()
  @OfThePlane()
  @Redirects()
  async begin(
    @Req() request: HandslagRequest,
    @Res() reply: FastifyReply,
    @Query({ schema: SignInQuery }) query: z.infer<typeof SignInQuery>,
  ): Promise<void> {
    send(reply, await this.signIn.begin(await this.#tenant(request), request, reply, query));
  }

  @Get('callback')
  @OfThePlane()
  @Redirects()
  async callback(@Req() request: HandslagRequest, @Res() reply: FastifyReply): Promise<void> {
    send(reply, await this.signIn.complete(await this.#tenant(request), request));
  }

  async #tenant(request: HandslagRequest): Promise<Tenant> {
    const tenant = await this.directory.byHost(request.host);
    if (!tenant) throw new NotFound();
    request.handslag = { tenant };
    return tenant;
  }
}

function send(reply: FastifyReply, { location, cookies }: Onward): void {
  for (const cookie of cookies) void reply.header('Set-Cookie', cookie);
  void reply.redirect(location, 303);
}
