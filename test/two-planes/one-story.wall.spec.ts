// SPDX-License-Identifier: EUPL-1.2
// One story, always the same, told in two whole installations: in one of them nothing happens that is not told to all,
// in the other everything that can. The random stories of test/two-world look further; this one is short enough for every change.
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deedsOf, operations } from '../two-world/commands.ts';
import { Coverage } from '../two-world/coverage.ts';
import { directions, type Direction } from '../two-world/directions.ts';
import type { HouseName } from '../two-world/house.ts';
import { cameAbout, type Choice, type Operation } from '../two-world/operation.ts';
import { Pair } from '../two-world/pair.ts';
import type { World } from '../two-world/world.ts';

let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open(new Coverage());
}, 300_000);
afterAll(() => pair?.close(), 60_000);

type Deeds = ReturnType<typeof deedsOf>;

/** What everybody may know: what the municipality asks, what it is answered, and what is shown to all. */
const story: readonly (readonly [HouseName, string, Choice])[] = [
  ['town', 'ask partners', [3, 1, 0]],
  ['town', 'ask partners', [3, 0, 0]],
  ['town', 'ask partners', [3, 2, 0]],
  ['a', 'accept', [0, 0, 0]],
  ['b', 'decline', [0, 1, 0]],
  ['a', 'notes to partner', [0, 0, 0]],
  ['town', 'notes outward', [2, 0, 0]],
  ['town', 'change outward', [1, 1, 0]],
  ['a', 'start to partner', [0, 0, 0]],
  ['a', 'completion to partner', [0, 0, 0]],
  ['town', 'confirmation outward', [2, 0, 0]],
  ['b', 'change profile', [0, 7, 0]],
  ['town', 'extend outward', [0, 0, 0]],
  ['b', 'accept', [0, 0, 0]],
  ['b', 'failure to partner', [0, 0, 0]],
  ['a', 'rotate keys', [0, 0, 0]],
  ['town', 'ask partners', [3, 1, 0]],
  ['town', '5 minutes pass', [0, 0, 0]],
  ['town', 'withdraw outward', [3, 0, 0]],
  ['town', 'narrow grant', [0, 0, 0]],
  ['town', 'pause and resume partnership', [1, 0, 0]],
  ['town', 'ask partners', [3, 1, 0]],
  ['a', 'accept', [0, 0, 0]],
  ['town', '1560 minutes pass', [0, 0, 0]],
];

function operationOf(name: string, house: HouseName): Operation {
  const found = operations.find((one) => one.name === name && one.houses.includes(house));
  if (!found) throw new Error(`${house} has no operation called ${name}`);
  return found;
}

/** Everybody knows of it: the same in both worlds. */
async function openly(house: HouseName, name: string, choice: Choice): Promise<void> {
  const operation = operationOf(name, house);
  const outcomes = await pair.both(async (world) => {
    world.step(operation.lasts);
    const done = await cameAbout(operation, world, world.houses[house], choice);
    await world.settle();
    return done;
  });
  expect([house, name, ...outcomes]).toEqual([house, name, true, true]);
  if (operation.lasts) await pair.signEverybodyIn();
}

/** Only in the second world; in the first nothing is done, and both go on at the same moment. */
async function inside(some: Deeds, done: Set<string>): Promise<void> {
  const work = async (world: World) => {
    world.inside();
    for (const { operation, house } of world.number === 1 ? some : []) {
      world.clock.pass(1003);
      if (await cameAbout(operation, world, world.houses[house], [1, 2, 3])) done.add(operation.name);
      await world.settle();
    }
    world.said.length = 0;
    world.step();
  };
  await pair.both(work);
  await pair.observe(`inside: ${some.map(({ operation, house }) => `${house} ${operation.says}`).join(', ')}`, 0);
}

/** @returns how much of what can be done in secret was done. */
async function tell(direction: Direction, steps: typeof story): Promise<number> {
  const secrets = deedsOf(direction, 'high');
  await pair.begin({ direction, mode: 'D', overlaps: { residentToo: true, employeeToo: true }, seed: 1 });
  const done = new Set<string>();
  const each = Math.ceil(secrets.length / (steps.length - 3));
  for (const [at, [house, name, choice]] of steps.entries()) {
    await openly(house, name, choice);
    await inside(secrets.slice(Math.max(0, at - 2) * each, Math.max(0, at - 1) * each), done);
  }
  await pair.observe('the whole story', 1);
  await pair.end();
  return done.size / new Set(secrets.map(({ operation }) => operation.name)).size;
}

const [municipality, association] = directions;

test('whatever goes on inside its associations, the municipality sees, keeps, logs and is sent the same', async () => {
  expect(await tell(municipality!, story)).toBeGreaterThan(0.7);
}, 300_000);

test('whatever goes on at another tenant of its plane, and in the municipality, an association sees the same', async () => {
  expect(await tell(association!, story.slice(0, 8))).toBeGreaterThan(0.7);
}, 300_000);
