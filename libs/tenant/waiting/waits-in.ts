// SPDX-License-Identifier: EUPL-1.2
import type { EntityClass, QueryOrderMap } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Waits } from './waiting.ts';

/** How many records wait, and the one that has waited longest by this column, or ends first. */
export async function waitsIn<
  Column extends string,
  Entity extends { id: string } & { [name in Column]?: Date | null },
>(em: EntityManager, entity: EntityClass<Entity>, where: object, column: Column): Promise<Waits | null> {
  const orderBy = { [column]: 'asc', id: 'asc' } as QueryOrderMap<Entity>;
  const [[first], count] = await em.findAndCount<Entity>(entity, where, { orderBy, limit: 1 });
  return first ? { count, since: first[column] ?? null, id: first.id } : null;
}
