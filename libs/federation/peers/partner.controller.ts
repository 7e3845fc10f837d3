// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { seesOf } from '#contracts';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, cut, decodeCursor, IfMatch, May, PageQuery, Returns } from '#platform/http';
import { Receipts } from '../receipts/receipts.ts';
import { Handshake } from './handshake.ts';
import { NarrowedGrant, scopeOf } from './grant.dto.ts';
import { AcceptInvitation } from './partner-invitation.dto.ts';
import { ChangePartner, OpenMatterView, PartnerPage, partnerView, PartnerView, SeesView } from './partner.dto.ts';
import { Partner } from './partner.entity.ts';
import type { PartnerWithGrant } from './partners.ts';
import { Partnerships } from './partnerships.ts';

const Id = z.uuid();

@Controller('partners')
export class PartnerController {
  constructor(
    private readonly partnerships: Partnerships,
    private readonly handshake: Handshake,
    private readonly receipts: Receipts,
  ) {}

  @Get()
  @May('read', Partner)
  @Returns(PartnerPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) { limit, cursor }: z.infer<typeof PageQuery>,
  ) {
    const [after] = decodeCursor(cursor, z.tuple([Id])) ?? [];
    const { items, next } = cut(await this.partnerships.list(ability, after, limit + 1), limit, ({ partner }) => [
      partner.id,
    ]);
    return { items: items.map((one) => this.view(ability, one)), next };
  }

  @Post()
  @May('accept', Partner)
  @Returns(PartnerView, { status: 201, etag: true })
  async accept(
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: AcceptInvitation }) body: z.infer<typeof AcceptInvitation>,
  ) {
    const { id } = await this.handshake.accept(body.link, body.grant && scopeOf(body.grant), body.functionAddress);
    return this.view(ability, await this.partnerships.find(ability, id));
  }

  @Get(':id')
  @May('read', Partner)
  @Returns(PartnerView, { etag: true })
  async find(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    return this.view(ability, await this.partnerships.find(ability, id));
  }

  @Patch(':id')
  @May('address', Partner)
  @Returns(PartnerView, { etag: true })
  async change(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: ChangePartner }) { ourAddress }: z.infer<typeof ChangePartner>,
  ) {
    return this.view(ability, await this.partnerships.answerFrom(ability, id, version, ourAddress));
  }

  @Patch(':id/grant')
  @May('narrow', Partner)
  @Returns(PartnerView, { etag: true })
  async narrow(
    @CurrentAbility() ability: AppAbility,
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: NarrowedGrant }) grant: z.infer<typeof NarrowedGrant>,
  ) {
    return this.view(ability, await this.partnerships.narrow(ability, id, version, scopeOf(grant)));
  }

  @Post(':id/suspend')
  @May('suspend', Partner)
  @Returns(PartnerView, { etag: true })
  async suspend(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    return this.view(ability, await this.partnerships.suspend(ability, id));
  }

  @Post(':id/resume')
  @May('resume', Partner)
  @Returns(PartnerView, { etag: true })
  async resume(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    return this.view(ability, await this.partnerships.resume(ability, id));
  }

  @Post(':id/end')
  @May('end', Partner)
  @Returns(PartnerView, { etag: true })
  async end(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    return this.view(ability, await this.partnerships.end(ability, id));
  }

  @Get(':id/open')
  @May('read', Partner)
  @Returns(OpenMatterView)
  async open(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    const matters = await this.partnerships.open(ability, id);
    return { items: matters.map((matter) => ({ ...matter, since: matter.since.toISOString() })) };
  }

  @Get(':id/sees')
  @May('read', Partner)
  @Returns(SeesView)
  async sees(@CurrentAbility() ability: AppAbility, @Param('id', { schema: Id }) id: string) {
    const { grant } = await this.partnerships.find(ability, id);
    const { sees, neverSees } = seesOf(grant.weAre === 'asker' ? 'helper' : 'asker', grant);
    return { theySee: sees, theyNeverSee: neverSees, exchanged: await this.receipts.exchangedWith(id) };
  }

  private view(ability: AppAbility, { partner, grant }: PartnerWithGrant) {
    return partnerView(ability, partner, grant);
  }
}
