// SPDX-License-Identifier: EUPL-1.2

const letters = (text: string) => text.normalize('NFC').toLocaleLowerCase('sv');
const wordsOf = (text: string): readonly string[] => letters(text).match(/\p{L}+/gu) ?? [];
/** Times of day look like numbers that are rung; numbers that are rung begin with a nought or a plus. */
const isRung = (text: string) =>
  /(?<!\d)(\+|0)\d{6,}/.test(
    text.replaceAll(/(?<![\d.])\d{1,2}[.:]\d{2}(?![\d.])/g, 'x').replaceAll(/(?<=[\d)])[\s().–-]+(?=[\s(.–-]*\d)/g, ''),
  );

/** What tells who somebody is, where they are, or how they are reached. */
interface Known {
  readonly names: readonly (string | null | undefined)[];
  readonly places: readonly (string | null | undefined)[];
}

/**
 * Whether a text gives somebody away: by a name or a place that is known to be theirs, a telephone number or an e-mail
 * address. It stops a slip of the pen; it is no promise that what is left tells nothing.
 */
export function tellsWho(text: string, { names, places }: Known): boolean {
  if (/[^\s@]+@[^\s@]+\.\p{L}{2,}/u.test(text) || isRung(text)) return true;
  const said = wordsOf(text);
  const named = names.flatMap((name) => wordsOf(name ?? '')).filter((word) => word.length > 1);
  if (named.some((name) => said.includes(name) || said.includes(`${name}s`))) return true;
  // The street with its number, before the town.
  const streets = places.map((place) => letters((place ?? '').split(',')[0] ?? '').trim());
  return streets.some((street) => street.length > 3 && letters(text).includes(street));
}
