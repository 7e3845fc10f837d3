// SPDX-License-Identifier: EUPL-1.2
// More spoilt letters than the test command sends, or the same ones again:
// `npm run hostile-peer -- --envelopes 100000 [--seed S]`.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { envelopes: { type: 'string', default: '100000' }, seed: { type: 'string' } },
});
const { status } = spawnSync(
  'npm',
  ['run', '-s', 'jest', '--', '--selectProjects', 'blindness', '--testPathPatterns', 'hostile-peer/barrage'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      HANDSLAG_ENVELOPES: values.envelopes,
      ...(values.seed ? { HANDSLAG_SEED: values.seed } : {}),
    },
  },
);
process.exitCode = status ?? 1;
