// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, IfMatch, May, Returns, ReturnsNothing } from '#platform/http';
import { Client } from './client.entity.ts';
import { ClientService } from './client.service.ts';
import { ConsentService } from './consent.service.ts';
import {
  ClientId,
  ClientPage,
  ClientProtection,
  ClientQuery,
  ClientView,
  ConsentId,
  CreateClient,
  GivenCode,
  NewConsent,
  RecordedConsent,
  UpdateClient,
} from './mandate.dto.ts';
import { MandateViews } from './mandate.view.ts';

type Path = z.infer<typeof ClientId>;

@Controller('clients')
export class ClientController {
  constructor(
    private readonly clients: ClientService,
    private readonly consents: ConsentService,
    private readonly views: MandateViews,
  ) {}

  @Get()
  @May('read', Client)
  @Returns(ClientPage)
  async list(@CurrentAbility() ability: AppAbility, @Query({ schema: ClientQuery }) query: ClientQuery) {
    const { items, next } = await this.clients.list(ability, query);
    return { items: await this.views.present(ability, items), next };
  }

  @Post()
  @May('create', Client)
  @Returns(ClientView, { status: 201, etag: true })
  async create(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateClient }) { alias, consent }: z.infer<typeof CreateClient>,
  ) {
    const client = await this.clients.create(actor, alias);
    if (consent) await this.consents.record(actor, client, consent, '/consent');
    return this.views.one(ability, client);
  }

  @Get(':id')
  @May('read', Client)
  @Returns(ClientView, { etag: true })
  async find(@CurrentAbility() ability: AppAbility, @Param({ schema: ClientId }) { id }: Path) {
    return this.views.one(ability, await this.clients.find(ability, id));
  }

  @Patch(':id')
  @May('update', Client)
  @Returns(ClientView, { etag: true })
  async update(
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: ClientId }) { id }: Path,
    @IfMatch() version: number,
    @Body({ schema: UpdateClient }) { alias }: z.infer<typeof UpdateClient>,
  ) {
    return this.views.one(ability, await this.clients.rename(ability, id, version, alias));
  }

  @Get(':id/protection')
  @May('protect', Client)
  @Returns(ClientProtection)
  async protection(@CurrentAbility() ability: AppAbility, @Param({ schema: ClientId }) { id }: Path) {
    return { protection: await this.clients.protectionOf(ability, id) };
  }

  @Put(':id/protection')
  @May('protect', Client)
  @Returns(ClientProtection)
  async protect(
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: ClientId }) { id }: Path,
    @Body({ schema: ClientProtection }) { protection }: z.infer<typeof ClientProtection>,
  ) {
    await this.clients.protect(ability, id, protection);
    return { protection };
  }

  @Post(':id/consents')
  @May('consent', Client)
  @Returns(RecordedConsent, { status: 201 })
  async record(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: ClientId }) { id }: Path,
    @Body({ schema: NewConsent }) body: NewConsent,
  ) {
    const client = await this.clients.find(ability, id, 'consent');
    const { consent, code } = await this.consents.record(actor, client, body);
    const codeUntil = code?.expiresAt.toISOString() ?? null;
    return { consent: await this.views.consent(consent), code: code?.code ?? null, codeUntil };
  }

  @Post(':id/consents/:consentId/withdrawal')
  @May('consent', Client)
  @Returns(ClientView, { etag: true })
  async withdraw(
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: ConsentId }) { id, consentId }: z.infer<typeof ConsentId>,
  ) {
    return this.views.one(ability, await this.consents.withdraw(ability, id, consentId));
  }

  @Post(':id/takeover-code')
  @May('handOver', Client)
  @Returns(GivenCode, { status: 201 })
  async handOver(@CurrentAbility() ability: AppAbility, @Param({ schema: ClientId }) { id }: Path) {
    const { code, expiresAt } = await this.clients.handOver(ability, id);
    return { code, expiresAt: expiresAt.toISOString() };
  }

  @Delete(':id/takeover-code')
  @May('update', Client)
  @ReturnsNothing()
  async keep(@CurrentAbility() ability: AppAbility, @Param({ schema: ClientId }) { id }: Path) {
    await this.clients.keep(ability, id);
  }

  @Delete(':id/takeover')
  @May('takeBack', Client)
  @Returns(ClientView, { etag: true })
  async takeBack(@CurrentAbility() ability: AppAbility, @Param({ schema: ClientId }) { id }: Path) {
    return this.views.one(ability, await this.clients.takeBack(ability, id));
  }
}
