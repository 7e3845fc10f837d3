// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Coverage } from './coverage.ts';
import { directions } from './directions.ts';
import { demandsOn, strayWrites } from './demands.ts';
import { unknownTables } from './observe-plane.ts';
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

test('every way to change something on either plane is in the list of operations', () => {
  const [{ planes }] = pair.worlds;
  expect([...strayWrites(planes.municipal, ['town']), ...strayWrites(planes.civic, ['a', 'b'])]).toEqual([]);
});

test('every table of the platform database is looked into', async () => {
  for (const plane of Object.values(pair.worlds[0].planes)) expect(await unknownTables(plane)).toEqual([]);
});

test('everything was done and asked for often enough to mean something', () => {
  if (settings.report) console.log(coverage.lines().join('\n'));
  const demands = demandsOn(coverage.of('cases'), chosen, pair.worlds[0]);
  expect(settings.path ? [] : coverage.lacking(demands)).toEqual([]);
});
