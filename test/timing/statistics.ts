// SPDX-License-Identifier: EUPL-1.2
// Statistics of paired differences. Ranks and signs instead of means: times have long tails, and pairs of neighbours are alike.

/** A source of numbers in [0, 1), so that a run is repeated by its seed. */
export type Chance = () => number;

/** mulberry32: small, seeded, good enough to choose blocks by. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Linear interpolation between the closest ranks (Hyndman and Fan 1996, type 7). NaN of nothing. */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const [low = NaN, high = low] = [sorted[below], sorted[below + 1]];
  return low + (high - low) * (at - below);
}

/** z of the sign test, ties left out (Conover, Practical Nonparametric Statistics, 3.4). 0 when there are only ties. */
export function signTest(differences: readonly number[]): number {
  const untied = differences.filter((one) => one !== 0);
  const above = untied.filter((one) => one > 0).length;
  return untied.length === 0 ? 0 : (2 * above - untied.length) / Math.sqrt(untied.length);
}

/** z of Wilcoxon's signed-rank test with the correction for ties (Hollander and Wolfe, 3.1). 0 when there are only ties. */
export function wilcoxon(differences: readonly number[]): number {
  const untied = differences.filter((one) => one !== 0).sort((a, b) => Math.abs(a) - Math.abs(b));
  const n = untied.length;
  if (n === 0) return 0;
  let positive = 0;
  let ties = 0;
  for (let from = 0; from < n;) {
    let to = from;
    while (to < n && Math.abs(untied[to]!) === Math.abs(untied[from]!)) to += 1;
    const rank = (from + 1 + to) / 2;
    for (let at = from; at < to; at += 1) if (untied[at]! > 0) positive += rank;
    ties += (to - from) ** 3 - (to - from);
    from = to;
  }
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - ties / 48;
  return (positive - (n * (n + 1)) / 4) / Math.sqrt(variance);
}

/** Two-sided p of a z, by the complementary error function (Press et al., Numerical Recipes, 6.2: relative error below 1.2e-7). */
export function pOf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ].reduceRight((sum, one) => one + t * sum, 0);
  return Math.min(1, t * Math.exp(-x * x + series));
}

/** p values adjusted for being many (Holm 1979), in the order they were given. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p);
  const adjusted = Array<number>(ps.length).fill(1);
  let highest = 0;
  for (const [rank, { p, at }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (ps.length - rank)));
    adjusted[at] = highest;
  }
  return adjusted;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of a statistic by the circular block bootstrap (Politis and Romano 1992), which keeps neighbours together:
 * what disturbs one pair disturbs the next.
 */
export function blockBootstrap(
  count: number,
  statistic: (indices: Int32Array) => number,
  chance: Chance,
  { block = 20, rounds = 1000, level = 0.99 } = {},
): Interval {
  const found: number[] = [];
  const indices = new Int32Array(count);
  for (let round = 0; round < rounds; round += 1) {
    for (let filled = 0; filled < count;) {
      const start = Math.floor(chance() * count);
      for (let step = 0; step < block && filled < count; step += 1) indices[filled++] = (start + step) % count;
    }
    found.push(statistic(indices));
  }
  return { low: quantile(found, (1 - level) / 2), high: quantile(found, (1 + level) / 2) };
}
