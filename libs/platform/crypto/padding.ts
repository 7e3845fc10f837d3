// SPDX-License-Identifier: EUPL-1.2
const smallest = 1024;

/** Nothing may be longer than the largest size class. */
export const largestPlaintext = 256 * 1024;

/** The size class a length falls into: 1, 2, 4, 8 … 256 KiB. @throws RangeError beyond that. */
export function sizeClass(length: number): number {
  if (length > largestPlaintext) throw new RangeError('Too large for any size class');
  let size = smallest;
  while (size < length) size *= 2;
  return size;
}

/** Padded with blanks, which a compact JWS never contains, so that only the size class shows. */
export const pad = (text: string): string => text.padEnd(sizeClass(Buffer.byteLength(text)), ' ');

/** Null when the padding is not exactly that of the text's size class. */
export function unpad(padded: string): string | null {
  const text = padded.replace(/ +$/, '');
  if (padded.length > largestPlaintext || text.includes(' ')) return null;
  return padded.length === sizeClass(text.length) ? text : null;
}
