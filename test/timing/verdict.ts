// SPDX-License-Identifier: EUPL-1.2
import { blockBootstrap, chanceFrom, holm, pOf, quantile, signTest, wilcoxon, type Interval } from './statistics.ts';

/** Microseconds of one pair: the same question in two worlds. */
export interface Pair {
  readonly a: number;
  readonly b: number;
}

export interface Series {
  readonly name: string;
  /** `same`: nothing differs (A/A). `delayed`: 250 µs were added to b. */
  readonly kind: 'probe' | 'same' | 'delayed';
  readonly concurrency: number;
  readonly pairs: readonly Pair[];
}

export interface Judged extends Omit<Series, 'pairs'> {
  readonly pairs: number;
  /** Median of a, and what b takes longer: median of the differences, and between the ninetieth percentiles. µs. */
  readonly typical: number;
  readonly median: number;
  readonly medianCi: Interval;
  readonly p90: number;
  readonly p90Ci: Interval;
  readonly sign: number;
  readonly wilcoxon: number;
  /** p of the sign test, adjusted over all probes of the run. */
  readonly holm: number;
  readonly says: 'no difference' | 'leak' | 'inconclusive' | 'found' | 'quiet' | 'control failed';
}

export type Outcome = 'passed' | 'leak' | 'inconclusive' | 'void';

const leastLeak = 50;
const surely = 4.5;
const found = 8;
const quiet = 3.5;
/** Below ten blocks the bootstrap has nothing to choose from, and its interval means nothing. */
const fewest = 200;

export function judge(
  series: readonly Series[],
  seed: number,
  rounds = 1000,
): { readonly outcome: Outcome; readonly judged: Judged[] } {
  const measured = series.map((one) => measure(one, seed, rounds));
  const probes = measured.filter(({ kind }) => kind === 'probe');
  const adjusted = holm(probes.map(({ sign }) => pOf(sign)));
  const judged = measured.map((one): Judged => {
    const p = one.kind === 'probe' ? adjusted[probes.indexOf(one)]! : pOf(one.sign);
    return { ...one, holm: p, says: saysOf(one, p) };
  });
  const controls = judged.filter(({ kind }) => kind !== 'probe');
  const missing = !['same', 'delayed'].every((kind) => controls.some((one) => one.kind === kind));
  const any = (says: Judged['says']) => judged.some((one) => one.says === says);
  if (missing || any('control failed')) return { outcome: 'void', judged };
  return { outcome: any('leak') ? 'leak' : any('inconclusive') ? 'inconclusive' : 'passed', judged };
}

function measure({ pairs, ...series }: Series, seed: number, rounds: number): Omit<Judged, 'holm' | 'says'> {
  const differences = pairs.map(({ a, b }) => b - a);
  const at = (of: (pair: Pair) => number, indices: Int32Array) =>
    Float64Array.from(indices, (index) => of(pairs[index]!));
  const shift = (indices: Int32Array) =>
    quantile(
      at(({ b }) => b, indices),
      0.9,
    ) -
    quantile(
      at(({ a }) => a, indices),
      0.9,
    );
  const all = Int32Array.from(pairs, (_, index) => index);
  const chance = chanceFrom(seed);
  return {
    ...series,
    pairs: pairs.length,
    typical: quantile(
      pairs.map(({ a }) => a),
      0.5,
    ),
    median: quantile(differences, 0.5),
    medianCi: blockBootstrap(
      pairs.length,
      (indices) =>
        quantile(
          at(({ a, b }) => b - a, indices),
          0.5,
        ),
      chance,
    ),
    p90: shift(all),
    p90Ci: blockBootstrap(pairs.length, shift, chance, { rounds }),
    sign: signTest(differences),
    wilcoxon: wilcoxon(differences),
  };
}

function saysOf(
  { kind, pairs, sign, typical, medianCi: { low, high } }: Omit<Judged, 'holm' | 'says'>,
  p: number,
): Judged['says'] {
  if (kind === 'same') return Math.abs(sign) < quiet ? 'quiet' : 'control failed';
  if (kind === 'delayed') return sign >= found ? 'found' : 'control failed';
  const least = Math.max(leastLeak, typical / 100);
  const beyond = low > least || high < -least;
  if (Math.abs(sign) >= surely && p < 0.01 && beyond) return 'leak';
  return pairs < fewest || (high - low) / 2 > leastLeak ? 'inconclusive' : 'no difference';
}

export const exitCodes: Readonly<Record<Outcome, number>> = { passed: 0, leak: 1, inconclusive: 2, void: 3 };
