// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { House } from './house.ts';
import type { PlaneName } from './operations.ts';
import { Run, type Options } from './run.ts';
import { Sequences } from './sequences.ts';
import { everyShape } from './transport-run.ts';

const { HANDSLAG_FUZZ_SEED, HANDSLAG_FUZZ_CASES, HANDSLAG_FUZZ_OPERATION, HANDSLAG_FUZZ_ROLE, HANDSLAG_FUZZ_PATH } =
  process.env;
const options: Options = {
  seed: Number(HANDSLAG_FUZZ_SEED ?? Date.now() % 1_000_000_000),
  cases: Number(HANDSLAG_FUZZ_CASES ?? 100),
  operation: HANDSLAG_FUZZ_OPERATION,
  role: HANDSLAG_FUZZ_ROLE,
  path: HANDSLAG_FUZZ_PATH,
};
/** A sequence is a dozen requests and more. */
const rounds = { sequences: Math.ceil(options.cases / 10), shapes: options.cases };
/** `growth`: bytes that the process holds beyond those it held when the house stood. */
const most = { growth: 200_000_000, rejections: 0 };

/** What is left when everything that nobody needs any more is gone, bytes. */
function held(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
const planes = ['municipal', 'civic'] as const;
const hours = 3_600_000;

/** One plane is asked everything, in a house of its own where both stand: the planes can be tried at the same time. */
export function fuzz(plane: PlaneName): void {
  let house: House;
  let heldAtFirst: number;
  let run: Run;
  let answers: string[][];
  let rows: string[][];
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    house = await House.open();
    answers = await Promise.all(planes.map((one) => house.hiddenAnswers(one)));
    rows = await Promise.all(planes.map((one) => house.hiddenRows(one)));
    run = await Run.of(plane, house, options);
    heldAtFirst = held();
  }, hours);
  afterAll(async () => {
    process.off('unhandledRejection', note);
    await house?.close();
  }, hours);

  /** What the run found since it was asked last, or nothing. */
  const faults = () => run.faults.splice(0).join('\n\n');
  const told: string[] = [];

  const whole = options.operation === undefined ? test : test.skip;

  whole(
    'what is made can be used, changed, repeated and ended once, and not after',
    async () => {
      const tried = new Sequences(run, house);
      await tried.tryAll(rounds.sequences);
      told.push(`${tried.sent} requests in sequences, made ${JSON.stringify(Object.fromEntries(tried.makings))}`);
      expect(faults()).toBe('');
    },
    8 * hours,
  );

  whole(
    'bytes that are hardly HTTP are refused or understood, never both',
    async () => {
      told.push(`${await everyShape(run, house, rounds.shapes)} shapes over the wire`);
      expect(faults()).toBe('');
    },
    8 * hours,
  );

  // The last operation of all publishes new terms, which everybody would have to accept first.
  test(
    'every operation answers everybody as it is described, whatever is sent',
    async () => {
      const before = process.cpuUsage();
      const began = performance.now();
      await run.everyOperation();
      const { user, system } = process.cpuUsage(before);
      const { operations, requests, answered, slowest } = run;
      told.push(
        `${operations.length} operations; ${JSON.stringify({ ...Object.fromEntries(requests), ...Object.fromEntries(answered) })}; slowest ${Math.round(slowest)} ms`,
        `${Math.round((performance.now() - began) / 1000)} s, ${Math.round((user + system) / 1e6)} s of work here`,
      );
      expect(faults()).toBe('');
    },
    8 * hours,
  );

  test('the tenant that nobody may see is the same, row by row, and to its own people', async () => {
    expect(await Promise.all(planes.map((one) => house.hiddenRows(one)))).toEqual(rows);
    expect(await Promise.all(planes.map((one) => house.hiddenAnswers(one)))).toEqual(answers);
    expect([...rows, ...answers].map(({ length }) => length > 50)).toEqual([true, true, true, true]);
  });

  test('everybody’s audit chain is whole', async () => {
    for (const one of planes)
      for (const { tenant } of [house.ours[one], house.theirs[one], house.third[one]])
        expect(await tenant.plane.chainOf(tenant)).toMatchObject({ whole: true });
  });

  whole('whatever was taken in can be carried to the partner and handled there', async () => {
    for (const one of Object.values(house.planes)) await one.forgetKnocks();
    await house.settle();
    for (const one of Object.values(house.planes)) expect(await one.stuck()).toEqual([]);
  });

  test('the process keeps its memory, and nothing is left unheard', () => {
    const growth = held() - heldAtFirst;
    told.push(`${Math.round(growth / 1e6)} MB held beyond what was at first`);
    console.log(
      [`${plane}: seed ${options.seed}, ${options.cases} cases for each operation and kind of caller`, ...told].join(
        '\n',
      ),
    );
    expect(rejections).toHaveLength(most.rejections);
    expect(growth).toBeLessThan(most.growth);
  });
}
