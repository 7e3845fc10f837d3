// SPDX-License-Identifier: EUPL-1.2
const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** In each script the ten digits stand in a row, beginning with zero. */
function valueOf(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (isDigit(first - 1)) first -= 1;
  return String((code - first) % 10);
}

/** A text with the digits of every script, Arabic ones above all, written as 0 to 9. */
export const withPlainDigits = (text: string): string => text.normalize('NFKC').replaceAll(/(?!\d)\p{Nd}/gu, valueOf);
