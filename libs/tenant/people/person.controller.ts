// SPDX-License-Identifier: EUPL-1.2
import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { z } from 'zod';
import type { AppAbility } from '#platform/authz';
import { CurrentAbility, CurrentTenant, May, Returns, ReturnsNothing, type Page } from '#platform/http';
import type { Tenant } from '#platform/tenancy';
import { ChangeRoles, PersonPage, PersonQuery, PersonView, viewPerson } from './person.dto.ts';
import { Person } from './person.entity.ts';
import { PersonService } from './person.service.ts';

@Controller('people')
export class PersonController {
  constructor(private readonly people: PersonService) {}

  @Get()
  @May('read', Person)
  @Returns(PersonPage)
  async list(
    @CurrentAbility() ability: AppAbility,
    @Query({ schema: PersonQuery }) query: PersonQuery,
  ): Promise<Page<PersonView>> {
    const { items, next } = await this.people.list(ability, query);
    return { items: items.map((standing) => viewPerson(standing, ability)), next };
  }

  @Put(':id/roles')
  @May('changeRoles', Person)
  @Returns(PersonView)
  async changeRoles(
    @CurrentAbility() ability: AppAbility,
    @CurrentTenant() { kind }: Tenant,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ChangeRoles }) { roles }: ChangeRoles,
  ): Promise<PersonView> {
    return viewPerson(await this.people.changeRoles(ability, kind, id, roles), ability);
  }

  @Delete(':id')
  @May('remove', Person)
  @ReturnsNothing()
  remove(@CurrentAbility() ability: AppAbility, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.people.remove(ability, id);
  }
}
