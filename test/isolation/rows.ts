// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import type { Client } from 'pg';

export type Row = Record<string, unknown>;

/** A value any check constraint made from the entity accepts; the second one differs wherever it may. */
function valueFor(property: EntityProperty, nth: 0 | 1): unknown {
  const type = property.columnTypes[0] ?? '';
  const word = property.items?.[nth] ?? property.items?.[0];
  if (type.endsWith('[]')) return word === undefined ? [] : [word];
  if (word !== undefined) return word;
  if (type.startsWith('uuid')) return randomUUID();
  if (type.startsWith('json')) return '{}';
  if (type.startsWith('bool')) return nth === 1;
  if (type.startsWith('timestamp') || type.startsWith('date')) return `2026-01-02T03:04:0${nth}Z`;
  if (type.startsWith('int') || type.startsWith('big') || type.startsWith('small') || type.startsWith('numeric'))
    return nth + 1;
  if (type.startsWith('bytea')) return Buffer.from(nth ? 'y' : 'x');
  return nth ? 'y' : 'x';
}

export const rowOf = (meta: EntityMetadata, tenant: string, nth: 0 | 1 = 0): Row => ({
  ...Object.fromEntries(
    meta.props
      .filter((property) => property.persist !== false && property.generated === undefined)
      .map((property) => [property.fieldNames[0], valueFor(property, nth)]),
  ),
  tenant_id: tenant,
});

export function insert(client: Client, table: string, row: Row, more = ''): Promise<{ rowCount: number | null }> {
  const columns = Object.keys(row).map((column) => `"${column}"`);
  const places = columns.map((_, index) => `$${index + 1}`);
  return client.query(
    `insert into "${table}" (${columns.join(', ')}) values (${places.join(', ')}) ${more}`,
    Object.values(row),
  );
}
