// SPDX-License-Identifier: EUPL-1.2
// The scorecard: what must hold (bar) and what is aimed at (target); a line is what was seen.
import type { Spread } from './figures.ts';

interface Goal {
  readonly row: number;
  readonly measure: string;
  readonly bar: number;
  readonly target: number;
  readonly better: 'more' | 'less';
}

const goals = {
  feed: { row: 1, measure: 'feed, answers/s: product / floor', bar: 0.4, target: 0.65, better: 'more' },
  create: { row: 2, measure: 'create, answers/s: product / floor', bar: 0.35, target: 0.6, better: 'more' },
  accept: { row: 3, measure: 'accept, answers/s: product / floor', bar: 0.35, target: 0.65, better: 'more' },
  race: { row: 3, measure: '64 at once for one place: how many get it', bar: 1, target: 1, better: 'less' },
  patience: {
    row: 4,
    measure: 'p99 of the feed at half of its own saturation / the floor’s at the same rate',
    bar: 2.5,
    target: 1.5,
    better: 'less',
  },
  rows: {
    row: 5,
    measure: 'feed with most requests / with a hundredth of them',
    bar: 1.5,
    target: 1.15,
    better: 'less',
  },
  tenants: { row: 5, measure: 'feed with most tenants / with ten', bar: 1.5, target: 1.15, better: 'less' },
  pages: { row: 5, measure: 'feed, page 250 / page 1', bar: 1.5, target: 1.15, better: 'less' },
  wall: {
    row: 6,
    measure: 'feed under row level security / by the predicate alone, end to end, ms (at the floor)',
    bar: 1.2,
    target: 1.05,
    better: 'less',
  },
  fanOut: {
    row: 7,
    measure: 'one request to most partners, until all have it, for each of them: product / floor',
    bar: 2.5,
    target: 1.5,
    better: 'less',
  },
  straight: {
    row: 7,
    measure: 'the same for each of most partners / for each of a third or a tenth of them',
    bar: 1.15,
    target: 1,
    better: 'less',
  },
  createAmong: {
    row: 8,
    measure: 'create sent to as many partners as one request may be / to none',
    bar: 1.2,
    target: 1.05,
    better: 'less',
  },
  apart: {
    row: 9,
    measure: 'feed p99 while letters leave and a fifth of the partners is silent / when quiet',
    bar: 2,
    target: 1.3,
    better: 'less',
  },
  delayed: {
    row: 9,
    measure: 'until all who answer have it, with a fifth that does not / without',
    bar: 1.3,
    target: 1.05,
    better: 'less',
  },
  letter: {
    row: 10,
    measure: 'posted (201) until stored at one partner, idle, ms: p50',
    bar: 40,
    target: 12,
    better: 'less',
  },
  slowLetter: { row: 10, measure: 'the same: p99', bar: 200, target: 50, better: 'less' },
  idle: { row: 11, measure: 'memory when idle / a bare NestJS with MikroORM', bar: 2, target: 1.3, better: 'less' },
  perTenant: { row: 11, measure: 'memory for one more active tenant, kB', bar: 20, target: 2, better: 'less' },
  soak: {
    row: 11,
    measure: 'memory after minutes of work / after the first of them, growth in %',
    bar: 10,
    target: 3,
    better: 'less',
  },
  cold: { row: 12, measure: 'start until the first good answer / a bare NestJS', bar: 2, target: 1.3, better: 'less' },
  fresh: { row: 12, measure: 'fresh start of the whole demo, built before, s', bar: 30, target: 10, better: 'less' },
  weight: { row: 13, measure: 'scripts of the first page, packed, kB', bar: 190, target: 130, better: 'less' },
  paint: { row: 13, measure: 'largest paint, first visit (LCP), s', bar: 2.5, target: 1.5, better: 'less' },
  tap: { row: 13, measure: 'slowest answer to a tap in the menu (INP), ms', bar: 200, target: 100, better: 'less' },
  shift: { row: 13, measure: 'what moves by itself (CLS)', bar: 0.1, target: 0.02, better: 'less' },
  again: { row: 13, measure: 'largest paint, second visit, s', bar: 2.5, target: 0.5, better: 'less' },
} as const satisfies Readonly<Record<string, Goal>>;
export type GoalName = keyof typeof goals;
export const goalOf = (name: GoalName): Goal => goals[name];

export interface Line {
  readonly goal: GoalName;
  readonly value: number;
  readonly said: string;
}

/** A figure with as many digits as it deserves. */
export function said(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  if (Math.abs(value) >= 100) return value.toFixed(0);
  if (Math.abs(value) >= 10) return value.toFixed(1);
  return value.toFixed(Math.abs(value) < 0.1 ? 3 : 2);
}

export const times = ({ median, low, high }: Spread): string => `${said(median)} (${said(low)} to ${said(high)})`;

function verdict(value: number, { bar, target, better }: Goal): string {
  if (Number.isNaN(value)) return 'not measured';
  const reaches = (goal: number) => (better === 'more' ? value >= goal : value <= goal);
  if (reaches(target)) return 'target';
  return reaches(bar) ? 'bar' : '**misses**';
}

/** Every goal in its order, measured or not. */
export function cardOf(lines: readonly Line[]): (readonly [string, string, string, string, string, string])[] {
  return (Object.keys(goals) as GoalName[]).map((name) => {
    const goal = goalOf(name);
    const seen = lines.find((line) => line.goal === name);
    const sign = goal.better === 'more' ? '≥' : '≤';
    return [
      String(goal.row),
      goal.measure,
      seen?.said ?? 'its part was left out or broke off',
      `${sign} ${goal.bar}`,
      `${sign} ${goal.target}`,
      seen ? verdict(seen.value, goal) : 'not measured',
    ];
  });
}
