// SPDX-License-Identifier: EUPL-1.2
// What a run must have done before it may say anything.
import { deedsOf, operations } from './commands.ts';
import type { Direction, Level } from './directions.ts';
import type { HouseName } from './house.ts';
import { writeRoutesOf, type Plane } from './plane.ts';
import { targetsOf } from './sweep.ts';
import type { World } from './world.ts';

/**
 * A run of this many cases has to do each operation 30 times and ask for each route 1,000 times; a shorter one in
 * proportion, less what chance alone may take from so few.
 */
const fullRun = 1500;
const eachOperation = 30;
const eachRoute = 1000;

/** Three standard deviations of a count below what is expected of so many cases; a full run is given nothing. */
function leastOf(times: number, cases: number): number {
  const expected = (times * cases) / fullRun;
  return Math.max(0, Math.floor(cases >= fullRun ? expected : expected - 3 * Math.sqrt(expected)));
}

/** Written to by no operation, because every story writes to them: letters, and the partnerships it begins with. */
const byEveryStory = ['POST /federation/inbox', 'POST /api/v1/partners'];

/** Write operations of the plane that no list of ours holds, and those that we hold and it does not have. */
export function strayWrites(plane: Plane, houses: readonly HouseName[]): string[] {
  const ours = new Set(
    operations.filter((one) => one.houses.some((house) => houses.includes(house))).flatMap(({ writes }) => writes),
  );
  const theirs = new Set(writeRoutesOf(plane).filter((route) => !byEveryStory.includes(route)));
  return [
    ...[...theirs].filter((route) => !ours.has(route)).map((route) => `${route} is in no list of operations`),
    ...[...ours].filter((route) => !theirs.has(route)).map((route) => `${route} does not exist`),
  ];
}

const levels: readonly Level[] = ['low', 'high', 'decl'];

/** What these directions, together, should have done in so many cases of each. */
export function demandsOn(casesOf: (direction: Direction) => number, directions: readonly Direction[], world: World) {
  const wanted = new Map<string, number>();
  const all = directions.reduce((sum, direction) => sum + casesOf(direction), 0);
  for (const direction of directions) {
    for (const level of levels)
      for (const { operation } of deedsOf(direction, level))
        wanted.set(`${level}: ${operation.name}`, leastOf(eachOperation, all));
    // Some routes are no observer's in some directions.
    for (const route of new Set(targetsOf(direction, world).map((target) => `route: ${target.route}`)))
      wanted.set(route, (wanted.get(route) ?? 0) + leastOf(eachRoute, casesOf(direction)));
  }
  return Object.fromEntries(wanted);
}
