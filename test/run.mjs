// SPDX-License-Identifier: EUPL-1.2
// `npm test`. Every step runs, whatever failed before it; what ran and how long it took is said aloud; the last line counts.
//   npm test                 everything
//   npm test -- lint unit    only these steps
//   npm test -- --list       their names
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('Run `npm test`: it brings the Node that the tests need.');
  process.exit(2);
}
const { steps } = await import('./steps.ts');
const { runStep, stopRunning } = await import('./run-step.ts');

process.chdir(path.resolve(import.meta.dirname, '..'));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { list: { type: 'boolean' } } });
const unknown = positionals.filter((name) => !steps.some((step) => step.name === name));
if (values.list || unknown.length) {
  for (const { name, says } of steps) console.log(`${name.padEnd(12)} ${says}`);
  if (unknown.length) console.error(`\nno such step: ${unknown.join(', ')}`);
  process.exit(unknown.length ? 2 : 0);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stopRunning();
    console.error(`\nhandslag: stopped by ${signal}; nothing is proved`);
    process.exit(130);
  });
}

const chosen = positionals.length ? steps.filter(({ name }) => positionals.includes(name)) : steps;
console.log(`handslag: ${chosen.length} steps, Node ${process.versions.node}, ${cpus().length} cores\n`);
const startedAt = Date.now();
const results = [];
for (const step of chosen) results.push(await runStep(step));

console.log(`\n${'step'.padEnd(14)}${'seconds'.padStart(8)}  tests`);
for (const { name, good, notRun, seconds, counts } of results) {
  const tests = counts ? `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` : '';
  console.log(`${notRun ? '–' : good ? '✓' : '✗'} ${name.padEnd(12)}${seconds.toFixed(1).padStart(8)}  ${tests}`);
}
console.log(`${'together'.padEnd(14)}${((Date.now() - startedAt) / 1000).toFixed(1).padStart(8)}\n`);

const sum = (key) => results.reduce((total, { counts }) => total + (counts?.[key] ?? 0), 0);
// A step that failed without a failed test of its own (lint, walls, a suite that did not start) is one failure.
const broken = results.filter(({ good, counts }) => !good && !counts?.failed);
for (const { name } of results.filter(({ good }) => !good))
  console.log(`failed: ${name}    again: npm test -- ${name}`);
const failed = sum('failed') + broken.length;
const skipped = sum('skipped');
console.log(`handslag: ${sum('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed ? 1 : 0;
