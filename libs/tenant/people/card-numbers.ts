// SPDX-License-Identifier: EUPL-1.2
import { Invalid } from '#kernel';
import { passesLuhn } from './luhn.ts';
import { withPlainDigits } from './plain-digits.ts';

// 12 to 19 digits in whatever groups, as every card has, and none begins as the numbers of books and goods do.
const candidates = /(?<![\d+])[2-6](?:[ \u00a0.\-–]?\d){11,18}(?!\d)/g;

/** Whether a text seems to hold the number of a payment card. */
export function holdsCardNumber(text: string): boolean {
  return [...withPlainDigits(text).matchAll(candidates)].some(([found]) =>
    passesLuhn([...found.replaceAll(/\D/g, '')].map(Number)),
  );
}

/** @throws Invalid `delivery.card-number` that names the field */
export function refuseCardNumbers(fields: Readonly<Record<string, string | null | undefined>>): void {
  for (const [pointer, text] of Object.entries(fields)) {
    if (text && holdsCardNumber(text)) throw new Invalid('delivery.card-number', { pointer });
  }
}
