// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Param } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { RequestId } from './request.dto.ts';
import { Request } from './request.entity.ts';
import { SeenView } from './seen.dto.ts';
import { SeenViews } from './seen.view.ts';

@Controller('requests/:id/seen')
export class SeenController {
  constructor(private readonly views: SeenViews) {}

  @Get()
  @May('viewAccess', Request)
  @Returns(SeenView)
  read(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: RequestId }) { id }: z.infer<typeof RequestId>,
  ): Promise<SeenView> {
    return this.views.of(actor, ability, id);
  }
}
