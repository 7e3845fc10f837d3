// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import path from 'node:path';
import { operatorFile } from './environment.ts';
import { keep, readKept } from './folder.ts';
import { originOf, planes, type Layout } from './layout.ts';
import { say, warn } from './say.ts';

const settings = (layout: Layout) => planes.flatMap((plane) => ['--settings', operatorFile(layout, plane)]);

/**
 * After the first start, beside whatever people do meanwhile: the operator's own command, so that /wall has something
 * true to show. @returns what ends it early
 */
export function proveOnce(layout: Layout): () => Promise<void> {
  const page = `${originOf(layout, 'helsingborg', 'municipal')}/wall`;
  const command = path.join(layout.root, 'apps/cli/handslag.mjs');
  const child = spawn(process.execPath, [command, 'prove', ...settings(layout)], { env: {}, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  const told = ended.then((code) => {
    if (code === 0 || code === 1) keep(layout, { ...readKept(layout), wallTried: true });
    if (code === 0) say(`The wall between the halves was examined and held: ${page}`);
    else if (code === 1) warn(`the examination of the wall found a fault: ${page}`);
    else warn(`the wall has not been examined yet. To do so: npm run handslag -- prove ${settings(layout).join(' ')}`);
  });
  return async () => {
    // It clears up after itself when it is cut short.
    child.kill('SIGINT');
    await told;
  };
}
