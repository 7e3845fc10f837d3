// SPDX-License-Identifier: EUPL-1.2
import { crossings, type Crossing } from './crossing.ts';
import { saying, viewerOf } from './wall-words.ts';

/** What the list holds and the page does not explain: `request.offered.phone`. Nothing may be in it. */
export function undescribed(list: readonly Crossing[] = crossings): string[] {
  return list.flatMap(({ id, fields }) => {
    const whole = ['name', 'why'].filter((word) => !inBoth('crossing', id, word)).map((word) => `${id} (${word})`);
    const missing = fields.filter(
      ({ field }) => !inBoth('crossing', id, 'fields', field) || viewerOf(id, field) === undefined,
    );
    return [...whole, ...missing.map(({ field }) => `${id}.${field}`)];
  });
}

const inBoth = (...path: string[]) => saying('sv', ...path) !== undefined && saying('en', ...path)?.language === 'en';
