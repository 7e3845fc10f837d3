// SPDX-License-Identifier: EUPL-1.2
// Product against floor, turn about in one run, so that a machine that slows down slows both.
import type { Alone } from './alone.ts';
import { median, spread, type Spread } from './figures.ts';
import { calm, tellsUse, usedMs, type Server } from './servers.ts';
import { fire, type Volley } from './volley.ts';

export interface Side {
  readonly server: Server;
  readonly next: () => Buffer | undefined;
}

export interface Reading {
  readonly perSecond: number;
  /** Processor time of the server's own process for each answer, µs; and of the database's. */
  readonly serverUs: number;
  readonly databaseUs: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Contest {
  readonly product: readonly Reading[];
  readonly floor: readonly Reading[];
  /** Product to floor, round by round. */
  readonly ratio: Spread;
  /** The floor to itself, one round later: what is noise. */
  readonly noise: Spread;
}

export interface Rules {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  readonly postmaster: number;
  /** Around each reading of the floor. */
  readonly alone: Alone;
}

function reading({ perSecond, answered, ms }: Volley, serverMs: number, databaseMs: number): Reading {
  return {
    perSecond,
    serverUs: (serverMs * 1000) / answered,
    databaseUs: (databaseMs * 1000) / answered,
    p50: ms[Math.floor(ms.length * 0.5)] ?? NaN,
    p99: ms[Math.floor(ms.length * 0.99)] ?? NaN,
  };
}

/** @throws Error when more than one answer in a hundred is a refusal, or nobody was answered: that would be no measure of speed. */
export async function measure({ server, next }: Side, rules: Rules, rate?: number): Promise<Reading> {
  const { port, pid } = server;
  const { postmaster, seconds, connections } = rules;
  await calm([pid]);
  const used = () => (tellsUse ? ([usedMs(pid), usedMs(postmaster, true)] as const) : ([NaN, NaN] as const));
  const before = used();
  const volley = await fire({ port, next, connections, seconds, ...(rate === undefined ? {} : { rate }) });
  const after = used();
  const refused = [...volley.refused.values()].reduce((sum, one) => sum + one, 0);
  if (volley.answered === 0 || refused > volley.answered / 100)
    throw new Error(`${volley.answered} answered, refused ${JSON.stringify([...volley.refused])}`);
  return reading(volley, after[0] - before[0], after[1] - before[1]);
}

export async function contest(product: Side, floor: Side, rules: Rules): Promise<Contest> {
  const warm = { ...rules, seconds: Math.min(2, rules.seconds) };
  const best = (how: Rules) => rules.alone(() => measure(floor, how));
  await best(warm);
  await measure(product, warm);
  const readings = { product: [] as Reading[], floor: [] as Reading[] };
  for (let round = 0; round < rules.rounds; round += 1) {
    readings.floor.push(await best(rules));
    readings.product.push(await measure(product, rules));
  }
  readings.floor.push(await best(rules));
  const speeds = readings.floor.map(({ perSecond }) => perSecond);
  const ratios = readings.product.map(
    // Between the floor just before and the one just after.
    ({ perSecond }, round) => (2 * perSecond) / ((speeds[round] as number) + (speeds[round + 1] as number)),
  );
  const noise = speeds.slice(1).map((speed, round) => speed / (speeds[round] as number));
  return { ...readings, ratio: spread(ratios), noise: spread(noise) };
}

/** @returns how many times longer one in a hundred waits at the product, both asked at half of what the product can */
export async function unhurried(
  product: Side,
  floor: Side,
  rules: Rules,
  saturation: number,
): Promise<{ ratio: Spread; product: number; floor: number; rate: number }> {
  const rate = saturation / 2;
  const [ours, best]: [number[], number[]] = [[], []];
  for (let round = 0; round < rules.rounds; round += 1) {
    best.push((await rules.alone(() => measure(floor, rules, rate))).p99);
    ours.push((await measure(product, rules, rate)).p99);
  }
  const ratio = spread(ours.map((one, round) => one / (best[round] as number)));
  return { ratio, product: median(ours), floor: median(best), rate };
}
