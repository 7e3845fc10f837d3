// SPDX-License-Identifier: EUPL-1.2
import { scrypt } from 'node:crypto';
import { wordList } from './word-list.ts';

const howMany = 4;

/**
 * Four plain words that two people can compare by telephone. Derived slowly (scrypt), so that
 * nobody finds another key with the same words in reasonable time.
 */
export function wordsFor(material: readonly string[]): Promise<string[]> {
  const text = [...material].sort().join(' ');
  return new Promise((resolve, reject) => {
    scrypt(text, 'handslag words 1', howMany, { N: 16_384, r: 8, p: 1, maxmem: 32 * 1024 * 1024 }, (error, bytes) => {
      if (error) reject(error);
      else resolve([...bytes].map((byte) => wordList[byte]!));
    });
  });
}
