// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import {
  CurrentAbility,
  CurrentTenant,
  IfMatch,
  May,
  PageQuery,
  Returns,
  ReturnsNothing,
  type Page,
} from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { CreateUnit, UnitPage, UnitView, UpdateUnit, viewUnit } from './unit.dto.ts';
import { Unit } from './unit.entity.ts';
import { UnitService } from './unit.service.ts';

@Controller('units')
export class UnitController {
  constructor(private readonly units: UnitService) {}

  @Get()
  @May('read', Unit)
  @Returns(UnitPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<UnitView>> {
    const { items, next } = await this.units.list(ability, query);
    return { items: items.map((unit) => viewUnit(unit, ability)), next };
  }

  @Post()
  @May('create', Unit)
  @Returns(UnitView, { status: 201, etag: true })
  async create(
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() { host }: Tenant,
    @Body({ schema: CreateUnit }) body: CreateUnit,
  ): Promise<UnitView> {
    return viewUnit(await this.units.create(body, host), ability);
  }

  @Patch(':id')
  @May('update', Unit)
  @Returns(UnitView, { etag: true })
  async update(
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() { host }: Tenant,
    @Param('id', { schema: z.uuid() }) id: string,
    @IfMatch() version: number,
    @Body({ schema: UpdateUnit }) body: UpdateUnit,
  ): Promise<UnitView> {
    return viewUnit(await this.units.update(ability, id, version, body, host), ability);
  }

  @Delete(':id')
  @May('remove', Unit)
  @ReturnsNothing()
  remove(@CurrentAbility() ability: AppAbility, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.units.remove(ability, id);
  }
}
