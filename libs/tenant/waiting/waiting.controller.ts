// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get } from '@nestjs/common';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { WaitingView } from './waiting.dto.ts';
import { Waiting } from './waiting.ts';

@Controller('waiting')
export class WaitingController {
  constructor(private readonly waiting: Waiting) {}

  /** What needs the one who asks: nothing is listed twice, and what does not wait is not named. */
  @Get()
  @May('read', Waiting)
  @Returns(WaitingView)
  async read(@CurrentActor() actor: Actor, @CurrentAbility() ability: AppAbility): Promise<WaitingView> {
    const all = await this.waiting.of(ability, actor);
    return {
      items: all.map(({ kind, count, since, id }) => ({ kind, count, since: since?.toISOString() ?? null, id })),
    };
  }
}
