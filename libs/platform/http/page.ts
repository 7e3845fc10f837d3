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

/** @throws Invalid `input.cursor` when it is not one of ours. */
export function decodeCursor<Key extends z.ZodType>(cursor: string | undefined, key: Key): z.infer<Key> | undefined {
  if (cursor === undefined) return undefined;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Invalid('input.cursor', { pointer: '/cursor' });
  }
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
