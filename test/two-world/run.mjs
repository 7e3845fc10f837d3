// SPDX-License-Identifier: EUPL-1.2
// `npm run two-world`: the two-world test for as long as you like, or one story again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const options = {
  cases: 'how many stories, over all directions and both modes (200)',
  minutes: 'no further story begins after so long; unlimited unless said',
  seed: 'which ones; a new number each time unless said',
  path: 'with the seed: the story that failed',
  replay: 'with the path: the steps that were left of it',
  direction: 'municipality, association, resident or inside; all four unless said',
  operations: 'what is secret is one of these, by commas; all unless said',
  mode: 'd (seeded, byte by byte) or r (real randomness and clock); both unless said',
};
const flags = {
  identical: 'the control: both worlds do the same; nothing may be found',
  first: 'end at the first difference, without looking for a shorter story',
  report: 'say what was done and asked for, and how often',
  help: 'this',
};
const { values } = parseArgs({
  options: Object.fromEntries([
    ...Object.keys(options).map((name) => [name, { type: 'string' }]),
    ...Object.keys(flags).map((name) => [name, { type: 'boolean' }]),
  ]),
});
if (values.help) {
  for (const [name, says] of Object.entries({ ...options, ...flags })) console.log(`--${name.padEnd(10)} ${says}`);
  process.exit(0);
}

const said = Object.entries(values).map(([name, value]) => [
  `HANDSLAG_${name.toUpperCase()}`,
  value === true ? '1' : value,
]);
const root = path.resolve(import.meta.dirname, '../..');
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const { status } = spawnSync(process.execPath, [jest, '--selectProjects', 'two-world', '--maxWorkers=2'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...Object.fromEntries(said),
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  },
});
process.exit(status ?? 1);
