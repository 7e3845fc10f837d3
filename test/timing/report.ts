// SPDX-License-Identifier: EUPL-1.2
import type { Judged, Outcome } from './verdict.ts';

const words: Readonly<Record<Outcome, string>> = {
  passed: 'PASSED: no probe tells the two worlds apart by time.',
  leak: 'LEAK: at least one probe tells the two worlds apart by time.',
  inconclusive:
    'INCONCLUSIVE: no leak was seen, but some intervals are wider than 50 µs. Take more pairs or a quieter machine.',
  void: 'VOID: a control failed, so nothing that was measured in this run proves anything.',
};

/** The run as a table; microseconds. */
export function tableOf(outcome: Outcome, judged: readonly Judged[]): string {
  const head = [
    'probe',
    'at once',
    'pairs',
    'typical',
    'median diff',
    '99 % CI',
    'p90 diff',
    '99 % CI',
    'sign z',
    'Wilcoxon z',
    'Holm p',
    'says',
  ];
  const number = (value: number) => value.toFixed(Math.abs(value) < 100 ? 1 : 0);
  const rows = judged.map((one) => [
    one.name,
    String(one.concurrency),
    String(one.pairs),
    number(one.typical),
    number(one.median),
    `${number(one.medianCi.low)} … ${number(one.medianCi.high)}`,
    number(one.p90),
    `${number(one.p90Ci.low)} … ${number(one.p90Ci.high)}`,
    one.sign.toFixed(1),
    one.wilcoxon.toFixed(1),
    one.holm < 0.001 ? one.holm.toExponential(0) : one.holm.toFixed(3),
    one.says,
  ]);
  const widths = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => (at === 0 || at === row.length - 1 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  ');
  return [line(head), ...rows.map(line), '', words[outcome]].join('\n');
}
