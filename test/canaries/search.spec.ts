// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { disguisesOf, wordsIn } from './search.ts';

test('a word is known again inside base64url, wherever it begins', () => {
  const word = 'kanarie-77aa';
  for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
    const letter = Buffer.from(`${before}${word}åäö`).toString('base64url');
    expect(disguisesOf(word).filter((one) => letter.includes(one))).toHaveLength(1);
    expect(disguisesOf('kanarie-88bb').some((one) => letter.includes(one))).toBe(false);
  }
});

test('a word is found as it is and as bytes are shown', () => {
  expect(wordsIn('\\x6b616e617269652d31 kanarie-2', ['kanarie-1', 'kanarie-2', 'kanarie-3'])).toEqual([
    'kanarie-1',
    'kanarie-2',
  ]);
});
