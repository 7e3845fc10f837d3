// SPDX-License-Identifier: EUPL-1.2
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface Step {
  readonly name: string;
  readonly says: string;
  /** Programs, one after the other; or a Jest project. */
  readonly commands?: readonly (readonly string[])[];
  readonly jest?: string;
  /** One test file at a time. */
  readonly serial?: boolean;
  /** Heard as it goes, not only when it fails. */
  readonly loud?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** Files without which the step fails. */
  readonly needs?: readonly string[];
  /** A file without which the step is not for this machine, and how that is said. */
  readonly when?: readonly [file: string, otherwise: string];
  /** What to quote from a quiet step that went well. */
  readonly summary?: RegExp;
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Result {
  readonly name: string;
  readonly good: boolean;
  readonly notRun?: boolean;
  readonly seconds: number;
  readonly counts?: Counts;
}

interface Heard {
  readonly good: boolean;
  readonly said: string;
}

const HEARTBEAT_MS = 20_000;
/** A step that hangs is a fault to be told, not to be waited for. */
const LIMIT_MS = 40 * 60_000;
const running = new Set<ChildProcess>();

export function stopRunning(): void {
  for (const child of running) child.kill('SIGTERM');
}

const environment = (step: Step) => ({
  ...process.env,
  PATH: [path.resolve('node_modules/.bin'), process.env.PATH].join(path.delimiter),
  ...step.environment,
});

/** Quiet steps are heard only when they fail; loud ones as they go. Either way nobody stares at a silent screen. */
function run([command = '', ...args]: readonly string[], step: Step): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: environment(step), stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let said = '';
    let lastSound = Date.now();
    const startedAt = Date.now();
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      if (!step.loud) return;
      lastSound = Date.now();
      process.stdout.write(chunk);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const heartbeat = setInterval(() => {
      if (Date.now() - lastSound < HEARTBEAT_MS) return;
      console.log(`  … ${step.name}: ${Math.round((Date.now() - startedAt) / 1000)} s`);
    }, HEARTBEAT_MS);
    const limit = setTimeout(() => {
      said += `\nstopped after ${LIMIT_MS / 60_000} minutes`;
      child.kill('SIGKILL');
    }, LIMIT_MS);
    const end = (code: number, reason = '') => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, said: said + reason });
    };
    child.on('error', (error) => end(1, error.message));
    child.on('close', (code, signal) => end(code ?? 1, signal ? `\nended by ${signal}` : ''));
  });
}

const jestReport = (step: Step) => path.resolve(`node_modules/.cache/handslag-${step.name}.json`);

function jestCommand(step: Step, project: string): readonly string[] {
  mkdirSync('node_modules/.cache', { recursive: true });
  rmSync(jestReport(step), { force: true });
  const jest = ['node', 'node_modules/jest/bin/jest.js', '--ci', '--selectProjects', project];
  return [
    ...jest,
    '--json',
    `--outputFile=${jestReport(step)}`,
    ...(step.serial ? ['--runInBand'] : ['--maxWorkers=2']),
  ];
}

/** Counts come from Jest's own report. A suite that could not start is a failure; so is a project without tests. */
function jestCounts(step: Step): Counts {
  if (!existsSync(jestReport(step))) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(jestReport(step), 'utf8')) as Record<string, number>;
  const sum = (...keys: string[]) => keys.reduce((total, key) => total + (report[key] ?? 0), 0);
  return {
    passed: sum('numPassedTests'),
    failed: sum('numFailedTests', 'numRuntimeErrorTestSuites'),
    skipped: sum('numPendingTests', 'numTodoTests'),
  };
}

/** With --json Jest prints its report on stdout: that is for us, not for the reader. */
const withoutReport = (said: string) =>
  said
    .split('\n')
    .filter((line) => !line.startsWith('{"num'))
    .join('\n');

async function runCommands(step: Step): Promise<Heard> {
  const missing = (step.needs ?? []).filter((file) => !existsSync(file));
  if (missing.length) return { good: false, said: `missing: ${missing.join(', ')}` };
  const heard: string[] = [];
  for (const command of step.jest ? [jestCommand(step, step.jest)] : (step.commands ?? [])) {
    const { code, said } = await run(command, step);
    heard.push(said);
    if (code !== 0) return { good: false, said: heard.join('\n') };
  }
  return { good: true, said: heard.join('\n') };
}

export async function runStep(step: Step): Promise<Result> {
  if (step.when && !existsSync(step.when[0])) {
    console.log(`– ${step.name} not run: ${step.when[1]}`);
    return { name: step.name, good: true, notRun: true, seconds: 0 };
  }
  console.log(`▸ ${step.name}: ${step.says}`);
  const startedAt = Date.now();
  let { good, said } = await runCommands(step);
  const counts = step.jest ? jestCounts(step) : undefined;
  if (counts && counts.passed + counts.failed === 0) {
    good = false;
    said += '\nno test ran';
  }
  if (counts?.failed) good = false;
  const seconds = (Date.now() - startedAt) / 1000;
  const lastWord = step.summary?.exec(said)?.[0];
  if (!good && !step.loud) console.log(withoutReport(said).trimEnd());
  if (!good && step.loud && !counts?.failed) console.log(said.slice(-500).trimEnd());
  console.log(`${good ? '✓' : '✗'} ${step.name} ${seconds.toFixed(1)} s${lastWord ? ` (${lastWord})` : ''}`);
  return { name: step.name, good, seconds, ...(counts && { counts }) };
}
