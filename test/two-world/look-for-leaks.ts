// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Coverage } from './coverage.ts';
import { directions, type Direction } from './directions.ts';
import { demandsOn, strayWrites } from './demands.ts';
import { unknownTables } from './observe-plane.ts';
import { Pair } from './pair.ts';
import { runStories } from './run-stories.ts';
import { settings } from './settings.ts';

const hours = 3_600_000;

/** Tells stories in these directions, in a pair of worlds of their own; two such pairs can be told at the same time. */
export function lookForLeaks(keys: readonly Direction['key'][]): void {
  const chosen = directions.filter(
    ({ key }) => keys.includes(key) && (!settings.direction || settings.direction === key),
  );
  if (chosen.length === 0) {
    test.skip(`${keys.join(' and ')}: not asked for`, () => undefined);
    return;
  }
  const coverage = new Coverage();
  let pair: Pair;
  beforeAll(async () => {
    pair = await Pair.open(coverage);
  }, 5 * 60_000);
  afterAll(() => pair?.close(), 60_000);

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
    const demands = demandsOn(({ key }) => coverage.of(`cases: ${key}`), chosen, pair.worlds[0]);
    expect(settings.path || settings.operations ? [] : coverage.lacking(demands)).toEqual([]);
  });
}
