// SPDX-License-Identifier: EUPL-1.2
// How fast, beside what this machine can do at best: `npm run bench`. Writes docs/speed/report.md and its plots.
//   npm run bench -- --quick          a tenth of the rows and two rounds, to see that it runs
//   npm run bench -- --only scorecard,growth,births,queue,fanout,isolation,house,phone,soak
//   npm run bench -- --partners 1000  the most partners that one request is sent to (300 without)
//   npm run bench -- --minutes 60     how long the soak is (ten minutes without; not part of --quick)
//   npm run bench -- --rows 10000000  the largest house that the feed is read in (a million without)
import { parseArgs } from 'node:util';

const parts = 'births,growth,scorecard,queue,fanout,isolation,house,phone';
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    connections: { type: 'string', default: '32' },
    letters: { type: 'string' },
    partners: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    out: { type: 'string', default: 'docs/speed' },
  },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const { quick } = values;
const { bench } = await import('./speed/bench.ts');
await bench({
  quick,
  only: (values.only ?? (quick ? parts : `${parts},soak`)).split(','),
  rows: Number(values.rows ?? (quick ? 100_000 : 1_000_000)),
  rounds: Number(values.rounds ?? (quick ? 2 : 5)),
  seconds: Number(values.seconds ?? (quick ? 2 : 4)),
  connections: Number(values.connections),
  letters: Number(values.letters ?? (quick ? 20 : 100)),
  partners: Number(values.partners ?? (quick ? 100 : 300)),
  minutes: Number(values.minutes),
  out: values.out,
});
