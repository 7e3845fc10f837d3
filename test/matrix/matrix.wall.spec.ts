// SPDX-License-Identifier: EUPL-1.2
// HANDSLAG_OPERATIONS, HANDSLAG_CALLERS: only these, by commas (names of operations by their beginnings).
// HANDSLAG_EVERY: each caller is told of each absence. HANDSLAG_PRINT: each cell is said. `npm run matrix` sets them.
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { lies } from './can.ts';
import { leavesNoNote } from './leaves-a-note.ts';
import {
  judgesBodiesFirst,
  notAsTheTableSays,
  peopleOf,
  reachesIn,
  sayCell,
  strangers,
  tally,
  tellsWhy,
} from './findings.ts';
import type { Cell, Matrix } from './matrix.ts';
import { PolicyTable } from './policy-table.ts';
import { waysRound } from './roundabout.ts';
import { World } from './world.ts';

const list = (name: string) => process.env[name]?.split(',');
const selection = {
  operations: list('HANDSLAG_OPERATIONS'),
  callers: list('HANDSLAG_CALLERS'),
  everyAbsence: process.env['HANDSLAG_EVERY'] !== undefined,
};
const whole = !selection.operations && !selection.callers;

const table = PolicyTable.read();
let world: World;
let cells: readonly [Cell[], Cell[]];
beforeAll(async () => {
  world = await World.open(selection);
  const [municipal, civic] = world.matrices;
  cells = await Promise.all([municipal.run(), civic.run()]);
  if (process.env['HANDSLAG_PRINT']) for (const cell of cells.flat()) process.stdout.write(`${sayCell(cell)}\n`);
}, 1_200_000);
afterAll(() => world.close());

test('every operation, on everything it may be about, has a row in the policy table, and every row an operation', () => {
  expect(strangers(table, world.matrices).filter((line) => whole || !line.startsWith('no operation'))).toEqual([]);
});

test('whatever is changed leaves a note in the audit trail', () => {
  expect(leavesNoNote(cells.flat(), whole)).toEqual([]);
});

describe.each([
  ['municipal', 0],
  ['civic', 1],
] as const)('on the %s plane', (plane, at) => {
  let matrix: Matrix;
  let own: Cell[];
  beforeAll(() => {
    matrix = world.matrices[at];
    own = cells[at];
  });

  test('everybody is answered as the policy table says', () => {
    console.log(`${plane}: ${own.length} cells ${JSON.stringify(tally(own))}`);
    if (whole) expect(own.length).toBeGreaterThan(5000);
    expect(notAsTheTableSays(table, own)).toEqual([]);
  });

  test('who is not signed in here is turned away before anything of the tenant is looked at', () => {
    expect(reachesIn(own)).toEqual([]);
  });

  test('whether it is deleted, not theirs, another tenant’s or nowhere, the answer is the same', () => {
    expect(tellsWhy(own)).toEqual([]);
  });

  test('who may not come in learns nothing from a body that makes no sense', async () => {
    expect(await judgesBodiesFirst(matrix, own)).toEqual([]);
  }, 300_000);

  test('what a record says one can do with it is what one can do', async () => {
    let looked = 0;
    const found: string[] = [];
    for (const who of peopleOf(matrix)) {
      const [lines, flags] = await lies(matrix, own, who);
      found.push(...lines);
      looked += flags;
    }
    console.log(`${plane}: ${looked} flags`);
    if (whole) expect(looked).toBeGreaterThan(500);
    expect(found).toEqual([]);
  }, 300_000);

  test('no other way to write a call gets further, or tells what is there', async () => {
    const [lines, calls] = await waysRound(matrix);
    console.log(`${plane}: ${calls} calls by roundabout ways`);
    expect(lines).toEqual([]);
  }, 600_000);
});
