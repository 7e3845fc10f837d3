// SPDX-License-Identifier: EUPL-1.2
// npm run fuzz -- --cases 1000 --seed 7 --operation Group_rename --role member --path 3:0:1
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const text = { type: 'string' };
const { values } = parseArgs({ options: { cases: text, seed: text, operation: text, role: text, path: text } });
const environment = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };
for (const [name, value] of Object.entries({ cases: '100', ...values }))
  environment[`HANDSLAG_FUZZ_${name.toUpperCase()}`] = value;
const jest = ['node_modules/jest/bin/jest.js', '--selectProjects', 'blindness', '--testPathPatterns', 'test/fuzz'];
process.exit(spawnSync(process.execPath, jest, { stdio: 'inherit', env: environment }).status ?? 1);
