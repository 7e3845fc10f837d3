// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const HEARTBEAT_MS = 20_000;
/** A step that hangs is a fault to be told, not to be waited for. */
const LIMIT_MS = 10 * 60_000;
const running = new Set();

export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

const environment = (step) => ({
  ...process.env,
  PATH: [path.resolve('node_modules/.bin'), process.env.PATH].join(path.delimiter),
  ...step.environment,
});

/** Quiet steps are heard only when they fail; loud ones as they go. Either way nobody stares at a silent screen. */
function run([command, ...args], step) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: environment(step), stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let said = '';
    let lastSound = Date.now();
    const startedAt = Date.now();
    const hear = (chunk) => {
      said += chunk;
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
    const end = (code, reason = '') => {
      clearInterval(heartbeat);
      clearTimeout(limit);
      running.delete(child);
      resolve({ code, said: said + reason });
    };
    child.on('error', (error) => end(1, error.message));
    child.on('close', (code, signal) => end(code ?? 1, signal ? `\nended by ${signal}` : ''));
  });
}

const jestReport = (step) => path.resolve(`node_modules/.cache/handslag-${step.name}.json`);

function jestCommand(step) {
  mkdirSync('node_modules/.cache', { recursive: true });
  rmSync(jestReport(step), { force: true });
  const jest = ['node', 'node_modules/jest/bin/jest.js', '--ci', '--selectProjects', step.jest];
  return [
    ...jest,
    '--json',
    `--outputFile=${jestReport(step)}`,
    ...(step.serial ? ['--runInBand'] : ['--maxWorkers=2']),
  ];
}

/** Counts come from Jest's own report. A suite that could not start is a failure; so is a project without tests. */
function jestCounts(step) {
  if (!existsSync(jestReport(step))) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(readFileSync(jestReport(step), 'utf8'));
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** With --json Jest prints its report on stdout: that is for us, not for the reader. */
const withoutReport = (said) =>
  said
    .split('\n')
    .filter((line) => !line.startsWith('{"num'))
    .join('\n');

async function runCommands(step) {
  const missing = (step.needs ?? []).filter((file) => !existsSync(file));
  if (missing.length) return { good: false, said: `missing: ${missing.join(', ')}` };
  const heard = [];
  for (const command of step.jest ? [jestCommand(step)] : step.commands) {
    const { code, said } = await run(command, step);
    heard.push(said);
    if (code !== 0) return { good: false, said: heard.join('\n') };
  }
  return { good: true, said: heard.join('\n') };
}

export async function runStep(step) {
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
  return { name: step.name, good, seconds, counts };
}
