// SPDX-License-Identifier: EUPL-1.2
// `npm run mutants`: plants leaks in a scratch copy, one at a time, and demands that the suites notice each.
//   npm run mutants                    all of them
//   npm run mutants -- M03 W           M03, and all whose id begins with W
//   npm run mutants -- --list          what there is
//   npm run mutants -- --json FILE     the results as JSON, too
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Run `npm run mutants`: it brings the Node that it needs.');
  process.exit(2);
}
const { readMutants, saysOf } = await import('./mutant.ts');
const { Scratch } = await import('./scratch.ts');
const { brief, Trial } = await import('./trial.ts');

const MEAN_SECONDS = 60;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean' }, json: { type: 'string' } },
});
const all = readMutants();
const chosen = positionals.length ? all.filter(({ id }) => positionals.some((name) => id.startsWith(name))) : all;
const unknown = positionals.filter((name) => !all.some(({ id }) => id.startsWith(name)));
if (values.list || unknown.length) {
  for (const { id, leak, channel, checks } of chosen)
    console.log(`${id}  ${leak}\n     channel ${channel} · ${checks.map(saysOf).join(', or ')}`);
  if (unknown.length) console.error(`no such leak: ${unknown.join(', ')}`);
  process.exit(unknown.length ? 2 : 0);
}

const scratch = new Scratch(path.resolve(import.meta.dirname, '../..'));
const results = [];
const tell = () => {
  console.log(
    `\n${'leak'.padEnd(6)}${'verdict'.padEnd(10)}${'s'.padStart(7)}${'load'.padStart(6)}${'quiet s'.padStart(9)}  noticed by`,
  );
  for (const { id, verdict, seconds, load, quietSeconds, check, by } of results)
    console.log(
      `${id.padEnd(6)}${verdict.padEnd(10)}${seconds.toFixed(1).padStart(7)}${load.toFixed(1).padStart(6)}${quietSeconds.toFixed(1).padStart(9)}  ${check ? `${check}: ${by ?? ''}` : ''}`,
    );
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
};
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    scratch.close();
    tell();
    console.error(`mutants: stopped by ${signal}; nothing is proved`);
    process.exit(130);
  });
}
try {
  const trial = new Trial(scratch, console.log);
  for (const mutant of chosen) {
    const result = await trial.try(mutant);
    results.push(result);
    const { verdict, seconds, by, message } = result;
    console.log(
      `${verdict === 'killed' ? '✓' : '✗'} ${mutant.id} ${verdict} in ${seconds.toFixed(1)} s: ${mutant.leak}`,
    );
    console.log(`    ${[by, brief(message)].filter(Boolean).join(': ')}`);
  }
} finally {
  scratch.close();
}
tell();
const killed = results.filter(({ verdict }) => verdict === 'killed');
const mean = killed.reduce((sum, { quietSeconds }) => sum + quietSeconds, 0) / (killed.length || 1);
console.log(
  `\nmutants: ${killed.length} of ${results.length} killed, ${mean.toFixed(1)} s on average on a quiet machine (at most ${MEAN_SECONDS})`,
);
process.exitCode = killed.length === results.length && mean <= MEAN_SECONDS ? 0 : 1;
