// SPDX-License-Identifier: EUPL-1.2
import { mongoQueryMatcher, type ConditionsMatcher, type MongoQuery } from '@casl/ability';

type Test = (value: unknown) => boolean;

/**
 * To CASL a field that is not there is unequal to everything: a record loaded in part would meet every `$ne`.
 *
 * CASL's own matcher interprets a condition anew for each record and each verb, a page of requests a thousand times; so
 * the few that policies are made of are tested directly, and mean the same.
 */
export const onlyWholeRecords: ConditionsMatcher<MongoQuery> = (conditions) => {
  const parts = Object.entries(conditions).map(([field, condition]) => ({ field, test: testFor(condition) }));
  const thorough = parts.some(({ test }) => !test) ? mongoQueryMatcher(conditions) : undefined;
  return (record: Readonly<Record<string, unknown>>) => {
    for (const { field } of parts)
      if (record[field] === undefined) throw new Error(`A policy asks about "${field}", which was not loaded`);
    return thorough ? thorough(record) : parts.every(({ field, test }) => test?.(record[field]));
  };
};

/** Undefined when it is not one of the few. */
function testFor(condition: unknown): Test | undefined {
  if (isScalar(condition)) return equals(condition);
  const [[operator, operand] = [], ...more] = Object.entries(condition as object);
  if (more.length > 0) return undefined;
  if (operator === '$ne' && isScalar(operand)) {
    const same = equals(operand);
    return (value) => !same(value);
  }
  if (operator === '$in' && isList(operand)) {
    const among = new Set(operand);
    return (value) => (Array.isArray(value) ? value.some((one) => among.has(one)) : among.has(value));
  }
  if (operator !== '$elemMatch' || !isIn(operand)) return undefined;
  const among = new Set(operand.$in);
  return (value) => Array.isArray(value) && value.some((one) => among.has(one));
}

/** A list is equal to whatever it holds. */
const equals =
  (wanted: unknown): Test =>
  (value) =>
    Array.isArray(value) ? value.includes(wanted) : value === wanted;

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.every(isScalar);
const isIn = (value: unknown): value is { readonly $in: readonly unknown[] } =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && '$in' in value && isList(value.$in);
