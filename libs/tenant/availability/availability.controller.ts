// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '#platform/authz';
import { CurrentActor, May, Returns, ReturnsNothing } from '#platform/http';
import { AvailabilityId, AvailabilityPage, AvailabilityView, CreateAvailability } from './availability.dto.ts';
import { Availability } from './availability.entity.ts';
import { Availabilities } from './availability.service.ts';

/** When one can. Everybody's own; who plans a shift learns how many can, and not who. */
@Controller('me/availability')
export class AvailabilityController {
  constructor(private readonly availabilities: Availabilities) {}

  @Get()
  @May('read', Availability)
  @Returns(AvailabilityPage)
  async list(@CurrentActor() { personId }: Actor) {
    return { items: (await this.availabilities.ahead(personId)).map(viewOf), next: null };
  }

  @Post()
  @May('choose', Availability)
  @Returns(AvailabilityView, { status: 201 })
  async say(@CurrentActor() { personId }: Actor, @Body({ schema: CreateAvailability }) body: CreateAvailability) {
    return viewOf(await this.availabilities.say(personId, body));
  }

  @Delete(':id')
  @May('choose', Availability)
  @ReturnsNothing()
  takeBack(
    @CurrentActor() { personId }: Actor,
    @Param({ schema: AvailabilityId }) { id }: z.infer<typeof AvailabilityId>,
  ): Promise<void> {
    return this.availabilities.takeBack(personId, id);
  }
}

const viewOf = ({ id, from, to }: Availability) => ({ id, from: from.toISOString(), to: to.toISOString() });
