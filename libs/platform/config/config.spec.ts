// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { readConfig } from './index.ts';

test('a missing setting names itself, and all are named at once', () => {
  expect(() => readConfig({ PLANE: 'civic', MASTER_KEY: 'short' })).toThrow(
    /DATABASE_URL[\s\S]*MASTER_KEY: must be 32 bytes/,
  );
});
