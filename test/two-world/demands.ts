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

/** Three standard deviations of a count below what is expected; a full run is given nothing. */
const leastOf = (expected: number, part: number): number =>
  Math.max(0, Math.floor(part >= 1 ? expected : expected - 3 * Math.sqrt(expected)));

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

/** What these directions, together, should have done in so many cases. */
export function demandsOn(cases: number, directions: readonly Direction[], world: World) {
  const part = cases / fullRun;
  const names = new Set(
    directions.flatMap((direction) =>
      levels.flatMap((level) => deedsOf(direction, level).map(({ operation }) => `${level}: ${operation.name}`)),
    ),
  );
  const routes = new Set(
    directions.flatMap((direction) => targetsOf(direction, world).map(({ route }) => `route: ${route}`)),
  );
  return {
    ...Object.fromEntries([...names].map((name) => [name, leastOf(part * eachOperation, part)])),
    ...Object.fromEntries([...routes].map((route) => [route, leastOf(part * eachRoute, part)])),
  };
}
