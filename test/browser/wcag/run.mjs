// SPDX-License-Identifier: EUPL-1.2
// `npm run wcag`: every route in every view and state, with every check, and a report to read. Takes its time.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    route: { type: 'string', multiple: true },
    part: { type: 'string', multiple: true },
    report: { type: 'string', default: 'wcag-report.md' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(`npm run wcag -- [options]
  --route PATTERN  only that route, as the router writes it: '/requests/$id'; may be said more than once
  --part N         one of four parts, 1 to 4: every route and state, in a quarter of the views, none of them twice;
                   several at once take less time than one after the other
  --report FILE    where the report goes (wcag-report.md)`);
  process.exit();
}
const root = path.resolve(import.meta.dirname, '../../..');
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const { status } = spawnSync(process.execPath, [jest, '--selectProjects', 'wcag', '--runInBand'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    HANDSLAG_WCAG: path.resolve(values.report),
    ...(values.route ? { HANDSLAG_ROUTE: values.route.join(' ') } : {}),
    ...(values.part ? { HANDSLAG_PART: values.part.join(' ') } : {}),
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
  },
});
process.exit(status ?? 1);
