// SPDX-License-Identifier: EUPL-1.2
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentActor, May, Returns } from '#platform/http';
import { Group } from '#tenant/groups';
import { PoolQuestion, PoolView } from './pool.dto.ts';
import { Shifts } from './shifts.service.ts';

const GroupId = z.strictObject({ id: z.uuid() });

@Controller('groups/:id/pool')
export class PoolController {
  constructor(private readonly shifts: Shifts) {}

  @Get()
  @May('read', Group)
  @Returns(PoolView)
  look(
    @CurrentActor() actor: Actor,
    @CurrentAbility() ability: AppAbility,
    @Param({ schema: GroupId }) { id }: z.infer<typeof GroupId>,
    @Query({ schema: PoolQuestion }) question: PoolQuestion,
  ): Promise<PoolView> {
    return this.shifts.pool(actor, ability, id, question);
  }
}
