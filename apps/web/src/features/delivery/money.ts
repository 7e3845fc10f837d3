// SPDX-License-Identifier: EUPL-1.2
const largest = 1_000_000;

/** "249,50" as 24950 öre, digit by digit and never by way of a fraction. Null: nothing written. Undefined: no amount. */
export function oreOf(text: string): number | null | undefined {
  const written = text.replaceAll(/[\s\u00a0]|kr(onor)?\.?$/gi, '');
  if (written === '') return null;
  const [, kronor, part = ''] = /^(\d{1,6})(?:[.,:](\d{1,2}))?$/.exec(written) ?? [];
  if (kronor === undefined) return undefined;
  const ore = Number(kronor) * 100 + Number(part.padEnd(2, '0'));
  return ore <= largest ? ore : undefined;
}

/** What stands in a field. */
export const kronorText = (ore: number | null): string => {
  if (ore === null) return '';
  const part = ore % 100;
  return part === 0 ? String(ore / 100) : `${Math.floor(ore / 100)},${String(part).padStart(2, '0')}`;
};

/** "249,50 kr", in the reader's language and with digits everybody reads. */
export const amountWords = (ore: number, language: string): string =>
  new Intl.NumberFormat(language === 'ar' ? 'ar-u-nu-latn' : language === 'sv-simple' ? 'sv' : language, {
    style: 'currency',
    currency: 'SEK',
    minimumFractionDigits: ore % 100 === 0 ? 0 : 2,
  }).format(ore / 100);
