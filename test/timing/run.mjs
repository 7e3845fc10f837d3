// SPDX-License-Identifier: EUPL-1.2
// Does time tell what answers do not? A house of its own, two processes of each plane, thirty probes and their controls,
// one at a time and eight at once. No part of the test command, as machines are noisy.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startHouse } from '../browser/house.ts';
import { Clusters, secondProcesses } from './house.ts';
import { pairsOf } from './pairs.ts';
import { tableOf } from './report.ts';
import { chanceFrom } from './statistics.ts';
import { exitCodes, judge } from './verdict.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '5000' },
    'pairs-at-once': { type: 'string' },
    'warm-up': { type: 'string', default: '200' },
    minutes: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    out: { type: 'string', default: 'timing.json' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(`npm run timing -- [options]
  --pairs N          pairs measured of each probe (5000)
  --pairs-at-once N  of them eight at once, when that is to be another number
  --warm-up N        pairs thrown away before them (200)
  --minutes N        begins no probe after that many minutes
  --seed N           order of the two questions of a pair
  --out FILE         every figure, as JSON (timing.json)
ends with 0 passed, 1 leak, 2 inconclusive, 3 void (a control failed: nothing was shown)`);
  process.exit();
}
const [pairs, warmUp, seed] = [values.pairs, values['warm-up'], values.seed].map(Number);
/** What the positive control adds, µs. Eight at once on two cores wait for each other for tens of milliseconds. */
const runs = [
  { concurrency: 1, pairs, later: 250 },
  { concurrency: 8, pairs: Number(values['pairs-at-once'] ?? pairs), later: 5000 },
];
const since = Date.now();
const loadBefore = loadavg();
const house = await startHouse();
const clusters = new Clusters(house);
let second;
let outcome = 'void';
try {
  // What the product is made of is built when the house starts.
  const { prepare } = await import('./probes.ts');
  second = await secondProcesses(house);
  const probes = await prepare(house, clusters);
  const chance = chanceFrom(seed);
  const series = [];
  const different = [];
  const late = [];
  // Code that is slow because it is new would be taken for a difference.
  await pairsOf(probes[0], second.slots, { pairs: 1000, warmUp: 0, concurrency: 1, chance });
  for (const { name, kind, ...asked } of probes) {
    if (Date.now() - since > Number(values.minutes) * 60_000) {
      late.push(name);
      continue;
    }
    for (const { concurrency, pairs, later } of runs) {
      const between = () => clusters.forgetCounts();
      await between();
      try {
        const delay = kind === 'delayed' ? later : 0;
        const found = await pairsOf(asked, second.slots, { pairs, warmUp, concurrency, chance, delay, between });
        series.push({ name, kind, concurrency, pairs: found });
      } catch (error) {
        different.push(`${name}: ${error.message}`);
        break;
      }
    }
    console.error(`${series.length} series after ${Math.round((Date.now() - since) / 1000)} s: ${name}`);
  }
  const result = judge(series, seed);
  outcome = result.outcome;
  if (outcome === 'passed' && late.length > 0) outcome = 'inconclusive';
  if (outcome !== 'void' && different.length > 0) outcome = 'leak';
  const load = { before: loadBefore, after: loadavg() };
  console.log(tableOf(outcome, result.judged));
  for (const one of late) console.log(`NOT MEASURED ${one}`);
  for (const one of different) console.log(`ANSWERS DIFFER ${one}`);
  const minutes = ((Date.now() - since) / 60_000).toFixed(1);
  console.log(
    `${probes.length - 4} probes, ${runs.map((one) => `${one.pairs} pairs ${one.concurrency} at once (control ${one.later} µs)`).join(', ')}, ${warmUp} thrown away, seed ${seed}, ${minutes} min, ${cpus().length} cores, load ${load.before[0].toFixed(1)} before and ${load.after[0].toFixed(1)} after; microseconds`,
  );
  writeFileSync(
    values.out,
    JSON.stringify(
      { outcome, pairs, warmUp, seed, minutes: Number(minutes), load, late, different, judged: result.judged },
      null,
      1,
    ),
  );
} finally {
  second?.close();
  await clusters.close();
  await house.close();
}
process.exitCode = exitCodes[outcome];
