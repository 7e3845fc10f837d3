// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Coverage } from './coverage.ts';
import { directions } from './directions.ts';
import { Pair } from './pair.ts';
import { runStories } from './run-stories.ts';
import { settings } from './settings.ts';

const hours = 3_600_000;
const coverage = new Coverage();
let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open(coverage);
}, 5 * 60_000);
afterAll(() => pair?.close());

const chosen = directions.filter(({ key }) => !settings.direction || settings.direction === key);

for (const direction of chosen) {
  for (const mode of settings.modes) {
    test(
      `${direction.says} (mode ${mode}), and sees nothing of what is none of its business`,
      () => runStories(pair, direction, mode),
      12 * hours,
    );
  }
}

test('everything was done and asked for often enough to mean something', () => {
  expect(coverage.lines().length).toBeGreaterThan(0);
  if (settings.report) console.log(coverage.lines().join('\n'));
});
