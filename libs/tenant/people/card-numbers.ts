// SPDX-License-Identifier: EUPL-1.2
import { Invalid } from '#kernel';
import { withPlainDigits } from './plain-digits.ts';

// 12 to 19 digits in whatever groups, as every card has, and none begins as the numbers of books and goods do.
const candidates = /(?<![\d+])[2-6](?:[ \u00a0.\-–]?\d){11,18}(?!\d)/g;

/** The check that the digits of every card pass, and one other number in ten (ISO/IEC 7812). */
function passesLuhn(digits: readonly number[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, at) => {
    const weighed = at % 2 === 1 ? digit * 2 : digit;
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return sum % 10 === 0;
}

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
