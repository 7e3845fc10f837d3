// SPDX-License-Identifier: EUPL-1.2
import type { Contest, Reading } from './contest.ts';
import { median } from './figures.ts';
import type { Curve, TenantStep } from './growth.ts';
import { cardOf, said, times, type Line } from './lines.ts';
import { powersOf } from './plots.ts';
import type { Deed } from './questions.ts';
import type { Counted } from './statements.ts';

export interface Found {
  readonly machine: string[];
  readonly lines: Line[];
  readonly contests: Partial<Record<Deed, Contest>>;
  readonly curves: Curve[];
  readonly tenants: TenantStep[];
  readonly statements: Partial<Record<Deed, { readonly times: number; readonly counted: Counted }>>;
  readonly facts: string[];
  /** Parts that broke off, and with which words. */
  readonly broken: string[];
}

const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]) => [
  line(heads),
  line(heads.map(() => '---')),
  ...rows.map(line),
  '',
];
const of = (readings: readonly Reading[], pick: (reading: Reading) => number) => said(median(readings.map(pick)));

const scorecard = ({ lines }: Found) => table(['#', 'measure', 'seen', 'bar', 'target', ''], cardOf(lines));

function contests({ contests: held }: Found): string[] {
  const rows = Object.entries(held).flatMap(([deed, { product, floor, ratio, noise }]) =>
    (
      [
        ['product', product],
        ['floor', floor],
      ] as const
    ).map(([side, readings]) => [
      `${deed}, ${side}`,
      of(readings, ({ perSecond }) => perSecond),
      of(readings, ({ serverUs }) => serverUs),
      of(readings, ({ databaseUs }) => databaseUs),
      of(readings, ({ p50 }) => p50),
      of(readings, ({ p99 }) => p99),
      side === 'product' ? times(ratio) : times(noise),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    '## Product and floor',
    '',
    'Medians over the rounds. The last column is product / floor, and in the floor’s row floor / floor one round later: what differs no more than that is noise.',
    '',
    ...table(['', 'answers/s', 'server CPU µs', 'database CPU µs', 'p50 ms', 'p99 ms', 'ratio (spread)'], rows),
    '![Product to floor](ratios.svg)',
    '',
  ];
}

function growth({ curves }: Found): string[] {
  if (curves.length === 0) return [];
  const rows = curves.map((curve) => {
    const { product, floor } = powersOf(curve);
    const ends = [curve.steps[0], curve.steps.at(-1)];
    return [
      `${curve.name} by ${curve.of}`,
      curve.steps.map(({ n, product: ms }) => `${said(n)}: ${said(ms)}`).join('; '),
      said((ends[1]?.product ?? NaN) / (ends[0]?.product ?? NaN)),
      said(product),
      said(floor),
    ];
  });
  return [
    '## Growth',
    '',
    'Median milliseconds of one person on one connection. The power is the slope of the line through the logarithms: 0 does not grow, 1 grows as the house does.',
    '',
    ...table(['', 'product, ms', 'last / first', 'power, product', 'power, floor'], rows),
    '![Growth](growth.svg)',
    '',
  ];
}

function tenants({ tenants: steps }: Found): string[] {
  if (steps.length === 0) return [];
  return [
    '## Tenants',
    '',
    'Each tenant has been asked for once before it is read what the process holds; idle is over thirty seconds in which nobody asks.',
    '',
    ...table(
      ['tenants', 'feed, ms', 'held, MB', 'idle, % of a core'],
      steps.map(({ n, product, heldMb, idle }) => [said(n), said(product), said(heldMb), said(idle * 100)]),
    ),
  ];
}

/** What differs only in what is asked for is the same statement. */
const shape = (text: string) =>
  text
    .replaceAll(/'(?:[^']|'')*'(?:, *'(?:[^']|'')*')*/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim();

function statements({ statements: counted }: Found): string[] {
  const deeds = Object.entries(counted);
  if (deeds.length === 0) return [];
  const rows = deeds.map(([deed, { times: asked, counted: all }]) => [
    deed,
    said(all.statements / asked),
    said(all.roundTrips / asked),
  ]);
  const lists = deeds.flatMap(([deed, { times: asked, counted: all }]) => {
    const counts = new Map<string, number>();
    for (const text of all.texts) counts.set(shape(text), (counts.get(shape(text)) ?? 0) + 1);
    const most = [...counts].sort((a, b) => b[1] - a[1]).filter(([, count]) => count >= asked / 2);
    return [
      `<details><summary>${deed}: each statement, and how often for one ${deed}</summary>`,
      '',
      ...most.map(([text, count]) => `- ${said(count / asked)} × \`${text.replaceAll('`', '´').slice(0, 160)}\``),
      '',
      '</details>',
      '',
    ];
  });
  return [
    '## Statements',
    '',
    'Counted on the wire to both databases of the plane, one deed after the other; what the background does afterwards and the queue’s own connection are not counted.',
    '',
    ...table(['', 'statements', 'round trips'], rows),
    ...lists,
  ];
}

export function tell(found: Found): string {
  const listed = (items: readonly string[]) => items.map((item) => `- ${item}`);
  return [
    '# How fast',
    '',
    'Written by `npm run bench`; no figure in it is written by hand. What is measured and how: [README](README.md).',
    '',
    ...listed(found.machine),
    '',
    '## Scorecard',
    '',
    ...scorecard(found),
    ...contests(found),
    ...growth(found),
    ...tenants(found),
    ...statements(found),
    ...(found.facts.length > 0 ? ['## Besides', '', ...listed(found.facts), ''] : []),
    ...(found.broken.length > 0 ? ['## What broke off', '', ...listed(found.broken), ''] : []),
  ].join('\n');
}
