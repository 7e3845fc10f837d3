// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import {
  CurrentSession,
  CurrentTenant,
  Public,
  Returns,
  SignedIn,
  type HandslagRequest,
  type Session,
} from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { SessionStore } from './session-store.ts';
import { SessionPage, SignedOut } from './sign-in.dto.ts';
import { SignInService } from './sign-in.service.ts';

type PassThrough = FastifyReply;

@Controller()
export class SessionController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly signIn: SignInService,
  ) {}

  /** Public, so that a browser whose session has run out can still be cleaned. */
  @Post('sign-out')
  @Public()
  @Returns(SignedOut)
  async signOut(
    @CurrentTenant() tenant: Tenant,
    @Req() request: HandslagRequest,
    @Res({ passthrough: true }) reply: PassThrough,
  ): Promise<z.infer<typeof SignedOut>> {
    void reply.header('Set-Cookie', this.sessions.clearedCookie(request));
    return { redirect: await this.signIn.signOut(tenant, request) };
  }

  @Post('sign-out-everywhere')
  @SignedIn()
  @Returns(SignedOut)
  async signOutEverywhere(
    @CurrentTenant() tenant: Tenant,
    @CurrentSession() session: Session,
    @Req() request: HandslagRequest,
    @Res({ passthrough: true }) reply: PassThrough,
  ): Promise<z.infer<typeof SignedOut>> {
    void reply.header('Set-Cookie', this.sessions.clearedCookie(request));
    const redirect = await this.signIn.signOut(tenant, request);
    await this.sessions.endAll(session.tenantId, session.personId);
    return { redirect };
  }

  @Get('me/sessions')
  @SignedIn()
  @Returns(SessionPage)
  async list(@CurrentSession() session: Session): Promise<z.infer<typeof SessionPage>> {
    const lines = await this.sessions.list(session.tenantId, session.personId);
    return { items: lines.map((line) => ({ ...line, current: line.id === session.sessionId })), next: null };
  }
}
