// SPDX-License-Identifier: EUPL-1.2
import { Invalid } from '#kernel';
import { passesLuhn } from './luhn.ts';
import { withPlainDigits } from './plain-digits.ts';

// Ten or twelve digits that may be a Swedish personal or coordination number; eleven that may be a Norwegian one.
const candidates = /(?<![\d+])(?:\d{8}|\d{6})[-+\s]?\d{4}(?!\d)|(?<![\d+])\d{6}\s?\d{5}(?!\d)/g;

const digitsOf = (text: string) => [...text.replaceAll(/\D/g, '')].map(Number);
const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
const pair = (digits: readonly number[], at: number) => (digits[at] ?? 0) * 10 + (digits[at + 1] ?? 0);

function isSwedish(digits: readonly number[]): boolean {
  const ten = digits.slice(-10);
  if (ten.length !== 10 || (digits.length === 12 && ![18, 19, 20].includes(pair(digits, 0)))) return false;
  // A coordination number adds 60 to the day.
  if (!isDay(pair(ten, 2), pair(ten, 4) % 60)) return false;
  return passesLuhn(ten);
}

function isNorwegian(digits: readonly number[]): boolean {
  if (digits.length !== 11 || !isDay(pair(digits, 2) % 40, pair(digits, 0) % 40)) return false;
  const sum = (weights: readonly number[]) =>
    weights.reduce((total, weight, at) => total + weight * (digits[at] ?? 0), 0);
  return sum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 && sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** Whether a text seems to hold a Swedish or Norwegian personal number. A mistyped one with its hyphen counts too. */
export function holdsPersonalNumber(text: string): boolean {
  return [...withPlainDigits(text).matchAll(candidates)].some(([found]) => {
    const digits = digitsOf(found);
    if (isSwedish(digits) || isNorwegian(digits)) return true;
    const ten = digits.slice(-10);
    return /\d[-+]\d{4}$/.test(found) && isDay(pair(ten, 2), pair(ten, 4) % 60) && !/^0[1-9]/.test(found);
  });
}

/** @throws Invalid `request.personal-number` that names the field. */
export function refusePersonalNumbers(fields: Readonly<Record<string, string | null | undefined>>): void {
  for (const [pointer, text] of Object.entries(fields)) {
    if (text && holdsPersonalNumber(text)) throw new Invalid('request.personal-number', { pointer });
  }
}
