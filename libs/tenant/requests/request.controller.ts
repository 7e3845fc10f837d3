// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, IfMatch, May, PageQuery, Returns } from '#platform/http';
import { AudiencePreviews } from './audience-preview.view.ts';
import { RequestFigures } from './request-figures.view.ts';
import { RequestLists } from './request-lists.view.ts';
import { RequestPresenter } from './request-presenter.ts';
import { AccessEntryPage, FiguresQuery, FiguresView, RequestPage, RequestView } from './request-view.dto.ts';
import {
  AudienceQuestion,
  AudienceView,
  CreateRequest,
  ExtendRequest,
  RequestId,
  RequestQuery,
  UpdateRequest,
} from './request.dto.ts';
import { Request } from './request.entity.ts';
import { SeenViews } from './seen.view.ts';
import { RequestService } from './request.service.ts';

@Controller('requests')
export class RequestController {
  constructor(
    private readonly requests: RequestService,
    private readonly lists: RequestLists,
    private readonly presenter: RequestPresenter,
    private readonly figures: RequestFigures,
    private readonly previews: AudiencePreviews,
    private readonly seen: SeenViews,
  ) {}

  @Post('audience')
  @May('post', Request)
  @Returns(AudienceView)
  audience(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: AudienceQuestion }) body: AudienceQuestion,
  ) {
    return this.previews.preview(actor, ability, body);
  }

  @Post()
  @May('post', Request)
  @Returns(RequestView, { status: 201, etag: true })
  async create(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Body({ schema: CreateRequest }) body: CreateRequest,
  ) {
    return this.presenter.one(actor, ability, await this.requests.create(actor, ability, body), { made: true });
  }

  @Get()
  @May('read', Request)
  @Returns(RequestPage)
  async list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: RequestQuery }) query: RequestQuery,
  ) {
    const { items, next, groups } = await this.lists.list(actor, query);
    return { items: await this.presenter.present(actor, ability, items, { known: groups }), next };
  }

  @Get('figures')
  @May('readFigures', Request)
  @Returns(FiguresView)
  figuresOf(@Query({ schema: FiguresQuery }) { days }: z.infer<typeof FiguresQuery>) {
    return this.figures.count(days);
  }

  @Get(':id')
  @May('read', Request)
  @Returns(RequestView, { etag: true })
  async find(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    const request = await this.requests.find(ability, id);
    await this.seen.enter(ability, [request]);
    return this.presenter.one(actor, ability, request);
  }

  @Patch(':id')
  @May('update', Request)
  @Returns(RequestView, { etag: true })
  async update(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
    @IfMatch() version: number,
    @Body({ schema: UpdateRequest }) body: UpdateRequest,
  ) {
    return this.presenter.one(actor, ability, await this.requests.update(actor, ability, id, version, body));
  }

  @Post(':id/send')
  @May('send', Request)
  @Returns(RequestView, { etag: true })
  async send(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.presenter.one(actor, ability, await this.requests.send(actor, ability, id));
  }

  @Post(':id/withdraw')
  @May('withdraw', Request)
  @Returns(RequestView, { etag: true })
  async withdraw(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.presenter.one(actor, ability, await this.requests.withdraw(ability, id));
  }

  @Post(':id/extend')
  @May('extend', Request)
  @Returns(RequestView, { etag: true })
  async extend(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
    @Body({ schema: ExtendRequest }) { expiresAt }: z.infer<typeof ExtendRequest>,
  ) {
    return this.presenter.one(actor, ability, await this.requests.extend(actor, ability, id, new Date(expiresAt)));
  }

  @Get(':id/access-entries')
  @May('viewAccess', Request)
  @Returns(AccessEntryPage)
  async accessEntries(
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    const { items, next } = await this.requests.accessEntries(ability, id, query);
    return { items: items.map(({ at, role, what }) => ({ at: at.toISOString(), role, what })), next };
  }
}

type Path = z.infer<typeof RequestId>;
