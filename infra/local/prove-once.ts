// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import path from 'node:path';
import { operatorFile } from './environment.ts';
import { keep, readKept } from './folder.ts';
import { originOf, planes, type Layout } from './layout.ts';
import { step, warn } from './say.ts';

/** Nobody should have to wait longer for a demo; a busy machine is told the command instead. */
const patienceMs = 10_000;

const settings = (layout: Layout) => planes.flatMap((plane) => ['--settings', operatorFile(layout, plane)]);

/** The first start ends with the operator's own command, so that /wall has something true to show. */
export async function proveOnce(layout: Layout): Promise<void> {
  const page = `${originOf(layout, 'helsingborg', 'municipal')}/wall`;
  const done = (code: number | null) =>
    code === 0 ? `the wall was examined and held: ${page}` : 'the wall was examined';
  const code = await step('examining the wall between the halves', () => run(layout), done);
  keep(layout, { ...readKept(layout), wallTried: true });
  if (code === 1) warn(`the examination of the wall found a fault: ${page}`);
  else if (code !== 0)
    warn(`the wall has not been examined yet. To do so: npm run handslag -- prove ${settings(layout).join(' ')}`);
}

/** @returns the command's exit code; it clears up after itself when it is cut short. */
function run(layout: Layout): Promise<number | null> {
  return new Promise((resolve) => {
    const command = path.join(layout.root, 'apps/cli/handslag.mjs');
    const child = spawn(process.execPath, [command, 'prove', ...settings(layout)], { env: {}, stdio: 'ignore' });
    process.once('exit', () => child.kill());
    const late = setTimeout(() => child.kill('SIGINT'), patienceMs);
    child.once('error', () => resolve(null));
    child.once('close', (code) => {
      clearTimeout(late);
      resolve(code);
    });
  });
}
