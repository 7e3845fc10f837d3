// SPDX-License-Identifier: EUPL-1.2
import { types, type CustomTypesConfig } from 'pg';

const textArray = 1009;
const varcharArray = 1015;
const uuidArray = 2951;
const plainTypes: readonly number[] = [textArray, varcharArray, uuidArray];

/** Nothing quoted, nothing nested, from one on. */
const plain = /^\{([^"\\{}]*)\}$/;

type Read = (written: string) => unknown;
type Finds = (oid: number, format: 'text') => Read;

/** An array of texts as PostgreSQL writes it (manual, 8.15.6); `pg` reads it a character at a time, where commas tell all. */
export const arrayOf: Read = (written) => {
  const inside = plain.exec(written)?.[1];
  if (inside === undefined) return (types.getTypeParser as Finds)(textArray, 'text')(written);
  return inside === '' ? [] : inside.split(',').map((one) => (one === 'NULL' ? null : one));
};

/** How values are read: such arrays so, and all else as `others` read it, or `pg` by itself. */
export const withPlainArrays = (others: CustomTypesConfig = types): CustomTypesConfig => ({
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    plainTypes.includes(oid) && format !== 'binary' ? arrayOf : (others.getTypeParser(oid, format) as Read),
});
