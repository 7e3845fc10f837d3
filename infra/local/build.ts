// SPDX-License-Identifier: EUPL-1.2
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { commandOf } from '../database/embedded-cluster.ts';
import { bundle } from './bundle.ts';
import { planes } from './layout.ts';

interface Part {
  readonly name: string;
  readonly sources: readonly string[];
  readonly outputs: readonly string[];
  readonly program: readonly [packageName: string, bin: string];
  readonly args: readonly string[];
  readonly finish?: (root: string) => Promise<unknown>;
}

const server: Part = {
  name: 'server',
  sources: ['libs', 'apps/municipal', 'apps/civic', 'apps/identity', 'apps/cli', 'infra', '.swcrc'],
  outputs: ['libs', 'apps', 'infra'],
  program: ['@swc/cli', 'bin/swc.js'],
  args: ['libs', 'apps', 'infra', '--config-file', '.swcrc', '-d', 'dist', '--copy-files', '--quiet'],
  finish: (root) => Promise.all(planes.map((plane) => bundle(path.join(root, 'dist/apps', plane, 'main.js')))),
};
const web: Part = {
  name: 'web',
  sources: ['apps/web', 'libs/contracts'],
  outputs: ['web'],
  program: ['vite', 'bin/vite.js'],
  args: ['build', '--config', 'apps/web/vite.config.ts', '--logLevel', 'warn'],
};

const notSource = /(^|\/)(dist|node_modules|\.vite)(\/|$)|\.spec\.tsx?$/;

/** What the sources say, whatever the clocks say: a checkout or a copy changes times, not content. */
export function fingerprint(root: string, places: readonly string[]): string {
  const hash = createHash('sha256').update(process.versions.node);
  const add = (file: string) => {
    if (!notSource.test(file))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(root, file)))
        .update('\0');
  };
  for (const place of ['package-lock.json', ...places]) {
    const full = path.join(root, place);
    if (!existsSync(full)) continue;
    if (place.includes('.')) add(place);
    else {
      const entries = readdirSync(full, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const files = entries.map((entry) =>
        path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'),
      );
      files.sort().forEach(add);
    }
  }
  return hash.digest('hex');
}

function runProgram(root: string, { program: [packageName, bin], args, name }: Part): Promise<void> {
  const file = path.join(
    path.dirname(createRequire(path.join(root, 'package.json')).resolve(`${packageName}/package.json`)),
    bin,
  );
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], {
      cwd: root,
      // What is built is what people use, whoever builds it: a test's NODE_ENV would make React's slow twin.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const said: string[] = [];
    child.stdout.on('data', (chunk) => said.push(String(chunk)));
    child.stderr.on('data', (chunk) => said.push(String(chunk)));
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The ${name} could not be built:\n${said.join('').split('\n').slice(-25).join('\n')}`));
    });
    process.once('exit', () => child.kill());
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Two starts in one folder build one after the other; what a crash left behind stops nobody. */
async function alone<T>(note: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(path.dirname(note), { recursive: true });
  for (;;) {
    try {
      writeFileSync(note, String(process.pid), { flag: 'wx' });
      break;
    } catch {
      const other = existsSync(note) ? Number(readFileSync(note, 'utf8')) : undefined;
      if (other === process.pid || (other && !commandOf(other)?.includes('start.mjs'))) rmSync(note, { force: true });
      else await pause(200);
    }
  }
  try {
    return await work();
  } finally {
    rmSync(note, { force: true });
  }
}

/** Builds one part unless dist holds just what the sources say. @returns whether anything was built. */
async function bringUpToDate(root: string, part: Part): Promise<boolean> {
  const stamp = path.join(root, 'dist', `.built-${part.name}`);
  const now = fingerprint(root, part.sources);
  const whole = part.outputs.every((output) => existsSync(path.join(root, 'dist', output)));
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false;
  rmSync(stamp, { force: true });
  for (const output of part.outputs) rmSync(path.join(root, 'dist', output), { recursive: true, force: true });
  await runProgram(root, part);
  await part.finish?.(root);
  writeFileSync(stamp, now);
  return true;
}

const build = (root: string, part: Part) =>
  alone(path.join(root, 'dist', `.building-${part.name}`), () => bringUpToDate(root, part));

export const buildServer = (root: string) => build(root, server);
export const buildWeb = (root: string) => build(root, web);
