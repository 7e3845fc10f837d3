// SPDX-License-Identifier: EUPL-1.2
// `npm run matrix`: each cell in a line, and then what is not as docs/policy-table.md says.
//   npm run matrix                                                everything, each caller told of each absence
//   npm run matrix -- --operation Group_read --role 'hidden member'
// Operations are named by their beginnings; several, and several roles, with commas between.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { operation: { type: 'string' }, role: { type: 'string' } } });
const { status } = spawnSync(
  'jest',
  ['--selectProjects', 'blindness', '--testPathPatterns', 'test/matrix/matrix', '--verbose', '--silent'],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      HANDSLAG_PRINT: '1',
      HANDSLAG_EVERY: '1',
      ...(values.operation ? { HANDSLAG_OPERATIONS: values.operation } : {}),
      ...(values.role ? { HANDSLAG_CALLERS: values.role } : {}),
    },
  },
);
process.exitCode = status ?? 1;
