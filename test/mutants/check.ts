// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Check } from './mutant.ts';
import type { Scratch } from './scratch.ts';

export interface Noticed {
  /** The test, or the program. */
  readonly by: string;
  readonly message: string;
}

export interface Outcome {
  /** What noticed something, in the order in which it did. */
  readonly noticed: readonly Noticed[];
  /** Suites that did not get as far as a test. */
  readonly broken: readonly Noticed[];
  readonly passed: number;
  /** It ran to its end and found nothing amiss. */
  readonly green: boolean;
  readonly late: boolean;
  readonly seconds: number;
  /** The last of what it said. */
  readonly said: string;
}

export interface Run {
  readonly environment: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  /** Whether this is what was waited for; then the rest of the run is not. Never, to hear it to the end. */
  readonly enough: (noticed: Noticed) => boolean;
}

type Told =
  | { readonly failed: string; readonly message: string }
  | { readonly broken: string; readonly message: string }
  | { readonly passed: number; readonly failedTests: number };

const jestWords = ({ project, pattern }: Extract<Check, { project: string }>) => [
  ...['node', '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
  ...['--ci', '--runInBand', '--selectProjects', project, '--testPathPatterns', pattern],
  ...['--reporters', './test/mutants/tell.mjs', '--cacheDirectory', 'tmp/jest'],
];

/** Runs a check in the scratch copy, as it stands there now. */
export function runCheck(scratch: Scratch, check: Check, { environment, limitSeconds, enough }: Run): Promise<Outcome> {
  const isJest = 'project' in check;
  const [command = '', ...args] = isJest ? jestWords(check) : check.command;
  const startedAt = performance.now();
  const noticed: Noticed[] = [];
  const broken: Noticed[] = [];
  let seconds = 0;
  let passed = 0;
  let said = '';
  let line = '';
  let late = false;
  let ended = false;
  const child = spawn(command, args, {
    cwd: scratch.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: [path.join(scratch.folder, 'node_modules/.bin'), process.env.PATH].join(path.delimiter),
      TMPDIR: scratch.temporary,
      HANDSLAG_FIRST: '1',
      ...environment,
    },
  });
  // Ended in good order: what Jest started (PostgreSQL) ends when its standard input closes.
  const end = () => {
    if (ended) return;
    ended = true;
    seconds = (performance.now() - startedAt) / 1000;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  const hear = (told: Told) => {
    if ('passed' in told) passed = told.passed;
    else if ('broken' in told) broken.push({ by: path.relative(scratch.folder, told.broken), message: told.message });
    else noticed.push({ by: told.failed, message: told.message });
    if (!('passed' in told)) {
      const last = 'broken' in told ? broken.at(-1) : noticed.at(-1);
      if (last && enough(last)) end();
    }
  };
  const listen = (chunk: Buffer) => {
    const lines = (line + String(chunk)).split('\n');
    line = lines.pop() ?? '';
    for (const one of lines) {
      if (one.startsWith('@told ')) hear(JSON.parse(one.slice('@told '.length)) as Told);
      else if (one) said = `${said}${one}\n`.slice(-20_000);
    }
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${String(chunk)}`.slice(-20_000)));
  const limit = setTimeout(() => {
    late = true;
    end();
  }, limitSeconds * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      if (!ended) seconds = (performance.now() - startedAt) / 1000;
      if (!isJest && code !== 0 && !late) noticed.push({ by: command, message: said });
      const green = code === 0 && !late && noticed.length === 0 && (!isJest || passed > 0);
      resolve({ noticed, broken, passed, green, late, seconds, said });
    });
  });
}
