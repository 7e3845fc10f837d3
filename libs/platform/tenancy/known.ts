// SPDX-License-Identifier: EUPL-1.2
import type { EntityClass, FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ambient } from './ambient.ts';

/**
 * A record of the open scope's tenant: as this unit of work holds it, or read when it does not.
 * @throws when there is none
 */
export async function known<Entity extends object>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  id: string,
): Promise<Entity> {
  return heldOf(em, entity, id) ?? em.findOneOrFail<Entity>(entity, { id } as FilterQuery<NoInfer<Entity>>);
}

/** The same, when this unit of work holds it. */
export const heldOf = <Entity extends object>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  id: string,
): Entity | undefined =>
  // Without the tenant MikroORM takes an id for a condition, and asks.
  em.getUnitOfWork().getById<Entity>(entity, [ambient().tenantId, id] as never);
