// SPDX-License-Identifier: EUPL-1.2
// Does chance decide who gets help? `npm run bench:fairness [-- --seeds 1,2,3 --towns 6 --out docs/fairness]`: towns of
// 1,000 askers live half a year as the pilots lived, and as Handslag decides, by the product's own rules. Writes a
// report and a plot.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { calibrate, estimate, figures, traits } from './fairness/figures.ts';
import { plot, tell } from './fairness/report.ts';
import { ourWay, pilotsWay } from './fairness/ways.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1,2,3' },
    towns: { type: 'string', default: '6' },
    out: { type: 'string', default: 'docs/fairness' },
  },
});
const seeds = values.seeds.split(',').map(Number);
const towns = Number(values.towns);
/** Helsingborg's year: 147 of 274. */
const pilotsAgreed = 53.6;
/** How much readier one is when fewer are asked with one: the assumption on which the agreed share rests. */
const readier = 0.25;

/** Far apart, so that no town of one seed is a town of another, and none that is counted was used to set the willingness. */
const first = (seed) => seed * 100_003;
const moods = seeds.map((seed) => ({ willingness: calibrate(first(seed) + 50_000, pilotsAgreed, 3) }));

const rows = [];
for (const [way, make, responsibility] of [
  ['pilots', pilotsWay, 0],
  ['ours, nobody readier', () => ourWay({ words: 0.5 }), 0],
  ['ours, all read the words first', () => ourWay({ words: 1 }), readier],
  ['ours, every second does', () => ourWay({ words: 0.5 }), readier],
  ['ours, words after “I can”', () => ourWay({ words: 0 }), readier],
]) {
  const runs = seeds.map((seed, at) =>
    Array.from({ length: towns }, (_, n) => figures(first(seed) + n * 2, make(), { ...moods[at], responsibility })),
  );
  const of = (pick) => estimate(runs.map((ofSeed) => ofSeed.map(pick)));
  rows.push({
    way,
    agreed: of((run) => run.agreed),
    clubShare: of((run) => run.clubShare),
    helped: of((run) => run.helped),
    difference: Object.fromEntries(traits.map((trait) => [trait, of((run) => run.difference[trait])])),
  });
  console.log(`${way}: done`);
}
const report = { seeds, towns, willingness: moods.map((mood) => mood.willingness), rows };
mkdirSync(values.out, { recursive: true });
const told = path.join(values.out, 'report.md');
writeFileSync(told, await format(tell(report), { ...(await resolveConfig(told)), parser: 'markdown' }));
writeFileSync(path.join(values.out, 'plot.svg'), plot(report));
console.log(tell(report));
