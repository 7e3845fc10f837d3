// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findInMemory } from './process-memory.ts';

test('a string that a process holds is found in its memory, and one it does not hold is not', async () => {
  // Joined in the child, so that the whole word stands in its memory and not only in its command line.
  const program =
    "globalThis.kept = ['kanarie', 'fågel', 'gul'].join('-'); globalThis.twin = Buffer.from(kept); console.log('ready'); setInterval(() => kept.length, 1000)";
  const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  try {
    expect(
      await findInMemory(Number(child.pid), [['kanarie', 'fågel', 'gul'].join('-'), ['ingen', 'sådan'].join('-')]),
    ).toEqual(['kanarie-fågel-gul']);
  } finally {
    child.kill();
  }
});
