// SPDX-License-Identifier: EUPL-1.2
// What many readings say together.

export const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);

/** The value below which this share of them lies. */
export function at(share: number, values: readonly number[]): number {
  const sorted = ascending(values);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => at(0.5, values);

export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  low: Math.min(...values),
  high: Math.max(...values),
});

export interface Point {
  readonly n: number;
  readonly value: number;
}

/**
 * By which power of n the value grows: the least-squares line through the logarithms. 0 is flat, 1 is linear; with
 * fewer than three points it would say nothing.
 */
export function power(points: readonly Point[]): number {
  if (points.length < 3) return NaN;
  const logs = points.map(({ n, value }) => [Math.log(n), Math.log(value)] as const);
  const [x, y] = [0, 1].map((of) => logs.reduce((sum, one) => sum + (one[of] as number), 0) / logs.length) as [
    number,
    number,
  ];
  const over = logs.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0);
  return over / logs.reduce((sum, one) => sum + (one[0] - x) ** 2, 0);
}

/** What one more of n adds: the least-squares line through the points themselves. */
export function slope(points: readonly Point[]): number {
  const x = points.reduce((sum, { n }) => sum + n, 0) / points.length;
  const y = points.reduce((sum, { value }) => sum + value, 0) / points.length;
  const over = points.reduce((sum, { n, value }) => sum + (n - x) * (value - y), 0);
  return over / points.reduce((sum, { n }) => sum + (n - x) ** 2, 0);
}
