// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { House } from './house.ts';
import { Run, type Options } from './run.ts';
import { Sequences } from './sequences.ts';
import { everyShape } from './transport-run.ts';

const { HANDSLAG_FUZZ_SEED, HANDSLAG_FUZZ_CASES, HANDSLAG_FUZZ_OPERATION, HANDSLAG_FUZZ_ROLE, HANDSLAG_FUZZ_PATH } =
  process.env;
const options: Options = {
  seed: Number(HANDSLAG_FUZZ_SEED ?? Date.now() % 1_000_000_000),
  cases: Number(HANDSLAG_FUZZ_CASES ?? 8),
  operation: HANDSLAG_FUZZ_OPERATION,
  role: HANDSLAG_FUZZ_ROLE,
  path: HANDSLAG_FUZZ_PATH,
};
/** `growth`: bytes of the process beyond those it held when the house stood; other suites may have run in it before. */
const most = { growth: 600_000_000, rejections: 0 };
const planes = ['municipal', 'civic'] as const;
const hours = 3_600_000;

let house: House;
let memoryAtFirst: number;
let runs: readonly Run[];
let answers: string[][];
let rows: string[][];
const rejections: unknown[] = [];
const note = (reason: unknown) => rejections.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  house = await House.open();
  answers = await Promise.all(planes.map((plane) => house.hiddenAnswers(plane)));
  rows = await Promise.all(planes.map((plane) => house.hiddenRows(plane)));
  runs = await Promise.all(planes.map((plane) => Run.of(plane, house, options)));
  memoryAtFirst = process.memoryUsage().rss;
}, hours);
afterAll(async () => {
  process.off('unhandledRejection', note);
  await house?.close();
}, hours);

/** What each plane's run found since it was asked last, or nothing. */
const faults = () => runs.flatMap((run) => run.faults.splice(0)).join('\n\n');
const told: string[] = [];

const whole = options.operation === undefined ? test : test.skip;

whole(
  'what is made can be used, changed, repeated and ended once, and not after',
  async () => {
    const tried = runs.map((run) => new Sequences(run, house));
    await Promise.all(tried.map((one) => one.tryAll(Math.ceil(options.cases / 2))));
    for (const [n, { sent, makings }] of tried.entries())
      told.push(`${planes[n]}: ${sent} requests in sequences, made ${JSON.stringify(Object.fromEntries(makings))}`);
    expect(faults()).toBe('');
  },
  8 * hours,
);

whole(
  'bytes that are hardly HTTP are refused or understood, never both',
  async () => {
    const sent = await Promise.all(runs.map((run) => everyShape(run, house, options.cases * 10)));
    told.push(`${sent.join(' + ')} shapes over the wire`);
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
    await Promise.all(runs.map((run) => run.everyOperation()));
    const { user, system } = process.cpuUsage(before);
    for (const { plane, operations, requests, answered, slowest } of runs)
      told.push(
        `${plane}: ${operations.length} operations; ${JSON.stringify({ ...Object.fromEntries(requests), ...Object.fromEntries(answered) })}; slowest ${Math.round(slowest)} ms`,
      );
    told.push(
      `${Math.round((performance.now() - began) / 1000)} s, ${Math.round((user + system) / 1e6)} s of work here`,
    );
    expect(faults()).toBe('');
  },
  8 * hours,
);

test('the tenant that nobody may see is the same, row by row, and to its own people', async () => {
  expect(await Promise.all(planes.map((plane) => house.hiddenRows(plane)))).toEqual(rows);
  expect(await Promise.all(planes.map((plane) => house.hiddenAnswers(plane)))).toEqual(answers);
  expect([...rows, ...answers].map(({ length }) => length > 50)).toEqual([true, true, true, true]);
});

test('everybody’s audit chain is whole', async () => {
  for (const plane of planes)
    for (const { tenant } of [house.ours[plane], house.theirs[plane], house.third[plane]])
      expect(await tenant.plane.chainOf(tenant)).toMatchObject({ whole: true });
});

whole('whatever was taken in can be carried to the partner and handled there', async () => {
  for (const plane of Object.values(house.planes)) await plane.forgetKnocks();
  await house.settle();
  for (const plane of Object.values(house.planes)) expect(await plane.stuck()).toEqual([]);
});

test('the process keeps its memory, and nothing is left unheard', () => {
  console.log(
    [`seed ${options.seed}, ${options.cases} cases for each operation and kind of caller`, ...told].join('\n'),
  );
  expect(rejections).toHaveLength(most.rejections);
  expect(process.memoryUsage().rss - memoryAtFirst).toBeLessThan(most.growth);
});
