// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#platform/authz';
import { CurrentActor, May, Returns, ReturnsNothing } from '#platform/http';
import { Client } from '#tenant/mandates';
import { CallerId, CallerView, RingUp } from './caller.dto.ts';
import { CallerService, type Shown } from './caller.service.ts';

type Path = z.infer<typeof CallerId>;

const view = ({ id, state, expiresAt, name, message }: Shown) => ({
  id,
  state,
  expiresAt: expiresAt.toISOString(),
  name,
  message,
});

@Controller('callers')
export class CallerController {
  constructor(private readonly callers: CallerService) {}

  @Post()
  @May('create', Client)
  @Returns(CallerView, { status: 201 })
  async ringUp(
    @CurrentActor() { personId }: Actor,
    @Body({ schema: RingUp }) { personalNumber, locale }: z.infer<typeof RingUp>,
  ) {
    return view(await this.callers.ringUp(personId, personalNumber, locale));
  }

  @Get(':id')
  @May('create', Client)
  @Returns(CallerView)
  async find(@CurrentActor() { personId }: Actor, @Param({ schema: CallerId }) { id }: Path) {
    return view(await this.callers.find(personId, id));
  }

  /** The call is over, or the number was wrong. */
  @Delete(':id')
  @May('create', Client)
  @ReturnsNothing()
  async hangUp(@CurrentActor() { personId }: Actor, @Param({ schema: CallerId }) { id }: Path) {
    await this.callers.hangUp(personId, id);
  }
}
