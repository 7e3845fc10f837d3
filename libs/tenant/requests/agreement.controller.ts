// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, PageQuery, Returns } from '#platform/http';
import { AgreementPage, AgreementView, CreateNote, Failure, NotePage, NoteView } from './agreement.dto.ts';
import { Agreement } from './agreement.entity.ts';
import { AgreementService } from './agreement.service.ts';
import { AgreementViews } from './agreement.view.ts';
import { RequestId } from './request.dto.ts';

type Path = z.infer<typeof RequestId>;

@Controller('agreements')
export class AgreementController {
  constructor(
    private readonly agreements: AgreementService,
    private readonly views: AgreementViews,
  ) {}

  @Get()
  @May('read', Agreement)
  @Returns(AgreementPage)
  list(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.views.list(actor, ability, query);
  }

  @Get(':id')
  @May('read', Agreement)
  @Returns(AgreementView, { etag: true })
  async find(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.agreements.find(ability, id));
  }

  @Get(':id/notes')
  @May('read', Agreement)
  @Returns(NotePage)
  async notes(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    const { held, notes } = await this.agreements.thread(ability, id);
    return { items: await this.views.thread(actor, held, notes), next: null };
  }

  @Post(':id/notes')
  @May('note', Agreement)
  @Returns(NoteView, { status: 201 })
  async write(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
    @Body({ schema: CreateNote }) { text }: z.infer<typeof CreateNote>,
  ) {
    const { held, note } = await this.agreements.write(actor, ability, id, text);
    return (await this.views.thread(actor, held, [note]))[0];
  }

  @Post(':id/start')
  @May('start', Agreement)
  @Returns(AgreementView, { etag: true })
  async start(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.agreements.start(ability, id));
  }

  @Post(':id/completion')
  @May('complete', Agreement)
  @Returns(AgreementView, { etag: true })
  async complete(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.agreements.complete(actor, ability, id));
  }

  @Post(':id/confirmation')
  @May('confirm', Agreement)
  @Returns(AgreementView, { etag: true })
  async confirm(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
  ) {
    return this.views.one(actor, ability, await this.agreements.confirm(actor, ability, id));
  }

  @Post(':id/failure')
  @May('fail', Agreement)
  @Returns(AgreementView, { etag: true })
  async fail(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: Path,
    @Body({ schema: Failure }) { code }: z.infer<typeof Failure>,
  ) {
    return this.views.one(actor, ability, await this.agreements.fail(actor, ability, id, code));
  }
}
