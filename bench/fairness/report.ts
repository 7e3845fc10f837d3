// SPDX-License-Identifier: EUPL-1.2
import { traits, type Estimate } from './figures.ts';

interface Row {
  readonly way: string;
  readonly agreed: Estimate;
  readonly clubShare: Estimate;
  readonly helped: Estimate;
  readonly difference: Readonly<Record<(typeof traits)[number], Estimate>>;
}
interface Report {
  readonly seeds: readonly number[];
  readonly towns: number;
  /** Of each seed. */
  readonly willingness: readonly number[];
  readonly rows: readonly Row[];
}

const labels = {
  name: 'name helpers favour − other',
  polite: 'polite − curt',
  often: 'asks often − once',
  daytime: 'by day − evening and night',
};
const say = ({ mean, low, high, bySeed }: Estimate) =>
  `${mean.toFixed(1)} (${low.toFixed(1)} to ${high.toFixed(1)}) [${bySeed.map((one) => one.toFixed(1)).join(', ')}]`;
const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

export function tell({ seeds, towns, willingness, rows }: Report): string {
  const heads = [
    'way',
    'agreed, %',
    'club’s share, %',
    'helpers who got to help, %',
    ...traits.map((trait) => labels[trait]),
  ];
  return [
    '# Fairness in simulated towns',
    '',
    `Written by \`npm run bench:fairness\`. Seeds ${seeds.join(', ')}, ${towns} towns each, with 1,000 askers and 400 helpers, half a year. Each figure: the mean over all towns, in round brackets its 95 % interval, in square brackets the mean of each seed. Differences are in percentage points. What the model takes for granted, and what the figures mean, stands in [fairness.md](../fairness.md).`,
    '',
    `Willingness (${willingness.map((one) => one.toFixed(5)).join(', ')}) was found by halving, so that the pilots’ way agrees the pilots’ 53.6 % in towns that are not counted here.`,
    '',
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map((row) =>
      line([
        row.way,
        ...[row.agreed, row.clubShare, row.helped, ...traits.map((trait) => row.difference[trait])].map(say),
      ]),
    ),
    '',
  ].join('\n');
}

const [width, left, step] = [900, 300, 26];

/** Each figure as a dot with its interval; the goals as lines. */
export function plot({ rows, seeds, towns }: Report): string {
  const parts: string[] = [];
  let y = 60;
  const panel = (title: string, from: number, to: number, goals: readonly number[], of: (row: Row) => Estimate) => {
    const x = (value: number) => left + ((value - from) / (to - from)) * (width - left - 40);
    parts.push(`<text x="20" y="${y}" class="title">${title}</text>`);
    const top = y + 8;
    for (const row of rows) {
      y += step;
      const { mean, low, high } = of(row);
      const colour = row.way === 'pilots' ? '#a3004b' : '#00629f';
      parts.push(
        `<text x="20" y="${y + 4}">${row.way}</text>`,
        `<line x1="${x(low)}" x2="${x(high)}" y1="${y}" y2="${y}" stroke="${colour}" stroke-width="3"/>`,
        `<circle cx="${x(mean)}" cy="${y}" r="5" fill="${colour}"/>`,
        `<text x="${x(high) + 8}" y="${y + 4}">${mean.toFixed(1)}</text>`,
      );
    }
    for (const goal of goals)
      parts.push(
        `<line x1="${x(goal)}" x2="${x(goal)}" y1="${top}" y2="${y + 10}" stroke="#555" stroke-dasharray="4"/>`,
      );
    y += 44;
  };
  panel('Agreed, % (goal 80)', 0, 100, [80], (row) => row.agreed);
  for (const trait of traits)
    panel(`Difference, points: ${labels[trait]} (goal within 3)`, -15, 15, [-3, 0, 3], (row) => row.difference[trait]);
  const style = 'text{font:14px sans-serif;fill:#222}.title{font-weight:bold}';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" role="img" aria-label="Agreed share and differences, pilots’ way and Handslag’s"><style>${style}</style><rect width="100%" height="100%" fill="#fff"/><text x="20" y="28" class="title">Seeds ${seeds.join(', ')}, ${towns} towns each; dots are means, lines 95 % intervals</text>${parts.join('')}</svg>\n`;
}
