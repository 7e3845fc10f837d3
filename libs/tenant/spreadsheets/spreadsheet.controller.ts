// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, CurrentTenant, May, Returns, TakesUpTo } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { Invitation } from '#tenant/invitations';
import { Person } from '#tenant/people';
import { Agreement } from '#tenant/requests';
import { InviteList, InviteListAnswer } from './spreadsheet.dto.ts';
import { Spreadsheets } from './spreadsheet.service.ts';

const answer = { description: 'List', content: { 'text/csv': { schema: { type: 'string' } } } } as const;

/** Lists for a spreadsheet (RFC 4180, with semicolons), and invitations from one. */
@Controller()
export class SpreadsheetController {
  constructor(private readonly spreadsheets: Spreadsheets) {}

  @Get('people/spreadsheet')
  @May('read', Person)
  @ApiOkResponse(answer)
  async people(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.spreadsheets.peopleFor(actor, ability);
    nameFile(reply, 'personer');
    return text;
  }

  @Get('agreements/spreadsheet')
  @May('read', Agreement)
  @ApiOkResponse(answer)
  async agreements(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const text = await this.spreadsheets.agreementsFor(actor, ability);
    nameFile(reply, 'overenskommelser');
    return text;
  }

  /** Text of 200,000 characters may be twice as many bytes, and escaped. */
  @Post('invitations/spreadsheet')
  @May('issue', Invitation)
  @TakesUpTo(1024 * 1024)
  @Returns(InviteListAnswer)
  invite(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() tenant: Tenant,
    @Body({ schema: InviteList }) body: InviteList,
  ): Promise<InviteListAnswer> {
    return this.spreadsheets.invite(actor, ability, tenant, body);
  }
}

function nameFile(reply: FastifyReply, name: string): void {
  void reply
    .header('Content-Type', 'text/csv; charset=utf-8')
    .header('Content-Disposition', `attachment; filename="${name}.csv"`);
}
