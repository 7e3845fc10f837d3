// SPDX-License-Identifier: EUPL-1.2
import { z } from 'zod';
import { Invalid } from '#kernel';

/** Query of every list. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});

/** A list: at most `limit` items, and the cursor of the next page or null. */
export const page = <Item extends z.ZodType>(item: Item, id: string) =>
  z.strictObject({ items: z.array(item), next: z.string().nullable() }).meta({ id });

export interface Page<Item> {
  readonly items: Item[];
  readonly next: string | null;
}

/** The sort key of the last row, opaque to the client. */
export const encodeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

const largestInteger = 2_147_483_647;
/** Whether PostgreSQL can hold it: its text has no NUL, its years no 0, and its integers four bytes. */
const canBeCompared = (part: unknown): boolean => {
  if (Array.isArray(part)) return part.every(canBeCompared);
  if (typeof part === 'number') return Math.abs(part) <= largestInteger;
  return typeof part !== 'string' || (part.isWellFormed() && !part.includes('\0') && !part.startsWith('0000-'));
};

/** @throws Invalid `input.cursor` when it is not one of ours. */
export function decodeCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.infer<Key> | undefined {
  if (cursor === undefined) return undefined;
  try {
    const named = key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (canBeCompared(named)) return named;
  } catch {
    // Told below, like a key that cannot be compared.
  }
  throw new Invalid('input.cursor', { pointer: '/cursor' });
}

/** Cuts rows fetched with `limit + 1` into a page. */
export function cut<Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number)[],
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

const TimeKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** What comes after the cursor in a list by a time and then by id, both in this order; all of it without one. */
export function beyond(column: string, order: 'asc' | 'desc', cursor: string | undefined): object {
  const after = decodeCursor(cursor, TimeKey);
  if (!after) return {};
  const further = order === 'asc' ? '$gt' : '$lt';
  const [at, id] = [new Date(after[0]), after[1]];
  return { $or: [{ [column]: { [further]: at } }, { [column]: at, id: { [further]: id } }] };
}
