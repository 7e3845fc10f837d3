// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { sensitiveWarning } from './sensitive.ts';

test.each([
  ['19900101-2389', 'personalNumber'],
  ['Gunnar 900101 2389', 'personalNumber'],
  ['Gunnar har demens', 'diagnosis'],
  ['Hon tar medicin för diabetes', 'diagnosis'],
  ['Gunnar', null],
  ['Ring 070-174 06 05', null],
  ['Drottninggatan 112, port 2', null],
  ['i morgon kl. 10.30', null],
] as const)('"%s" → %s', (text, warning) => expect(sensitiveWarning(text)).toBe(warning));
