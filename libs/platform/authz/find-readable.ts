// SPDX-License-Identifier: EUPL-1.2
import type { EntityClass, FilterQuery, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFound } from '#kernel';
import { accessibleBy, type AppAbility, type Class } from './ability.ts';

/**
 * The record, if one of the verbs is allowed on it. The database decides that, so that a record which is hidden takes
 * as long to be refused as one that does not exist: loading it and saying no afterwards took 0.2 to 0.4 ms longer.
 * @throws NotFound
 */
export async function findReadable<Entity extends object>(
  em: EntityManager,
  ability: AppAbility,
  entity: EntityClass<Entity> & Class,
  id: string,
  held: { readonly lockMode?: LockMode; readonly refresh?: boolean } = {},
  verbs: readonly string[] = ['read'],
): Promise<Entity> {
  const visible = verbs.map((verb) => accessibleBy(ability, verb, entity)).filter((one) => one !== null);
  if (visible.length === 0) throw new NotFound();
  const allowed = { $and: [{ id }, { $or: visible }] } as FilterQuery<NoInfer<Entity>>;
  const record = await em.findOne<Entity>(entity, allowed, held);
  if (!record) throw new NotFound();
  return record;
}
