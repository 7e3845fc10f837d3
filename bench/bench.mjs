// SPDX-License-Identifier: EUPL-1.2
// How fast, beside what this machine can do at best: `npm run bench`. Writes docs/speed/report.md and its plots.
//   npm run bench -- --quick          a tenth of the rows and two rounds, to see that it runs
//   npm run bench -- --only scorecard,growth,births,house,phone
//   npm run bench -- --rows 10000000  the largest house that the feed is read in (a million without)
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'births,growth,scorecard,house,phone' },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '32' },
    letters: { type: 'string' },
    out: { type: 'string', default: 'docs/speed' },
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const { quick } = values;
const { bench } = await import('./speed/bench.ts');
await bench({
  quick,
  only: values.only.split(','),
  rows: Number(values.rows ?? (quick ? 100_000 : 1_000_000)),
  rounds: Number(values.rounds ?? (quick ? 2 : 5)),
  seconds: Number(values.seconds ?? (quick ? 2 : 4)),
  connections: Number(values.connections),
  letters: Number(values.letters ?? (quick ? 20 : 100)),
  out: values.out,
});
