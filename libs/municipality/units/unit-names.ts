// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { accessibleBy, type AppAbility } from '#platform/authz';
import { TrailNames, type Names } from '#tenant/trail';
import { Unit } from './unit.entity.ts';

/** What units are called, for the trail. */
@Injectable()
export class UnitNames implements OnModuleInit {
  constructor(
    private readonly em: EntityManager,
    private readonly names: TrailNames,
  ) {}

  onModuleInit(): void {
    this.names.register((ability, ids) => this.of(ability, ids));
  }

  private async of(ability: AppAbility, ids: readonly string[]): Promise<Names> {
    const visible = accessibleBy(ability, 'read', Unit);
    if (!visible) return new Map();
    const found = await this.em.find(
      Unit,
      { $and: [visible, { id: { $in: [...ids] } }] },
      { disableIdentityMap: true },
    );
    return new Map(found.map(({ id, name }) => [id, name]));
  }
}
