// SPDX-License-Identifier: EUPL-1.2
// The processes that are measured: each started by itself, and read in /proc while it works.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { nodeOptions } from '../../infra/local/node-options.ts';
import { floorName, freePort, root, type Ground } from './ground.ts';

export interface Server {
  readonly port: number;
  readonly pid: number;
  /** From its birth to its first good answer, ms. */
  readonly startedInMs: number;
  stop(): Promise<void>;
}

const START_MS = 120_000;
const preload = pathToFileURL(path.join(root, 'infra/local/end-with-parent.mjs')).href;

/** On two cores or more the server has the first for itself; the database, whoever asks and the other plane share the others. */
const taskset = ['/usr/bin/taskset', '/bin/taskset'].find((file) => existsSync(file));
export const pinned = taskset !== undefined && process.platform === 'linux' && availableParallelism() >= 2;

const lastCore = availableParallelism() - 1;
const bind = (pid: number, cores: string) =>
  taskset && pinned && execFileSync(taskset, ['-a', '-p', '-c', cores, String(pid)], { stdio: 'ignore' });

/** These and their children; those that are born later stay where their parents are. */
export function pinOthers(...pids: readonly number[]): void {
  for (const pid of pids.flatMap((one) => [one, ...childrenOf(one)])) bind(pid, `1-${lastCore}`);
}
export const unpin = (pid: number): void => void bind(pid, `0-${lastCore}`);

interface Program {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  readonly ready: string;
  readonly folder: string;
  readonly options?: readonly string[];
  /** On the cores of all that is not measured. */
  readonly aside?: boolean;
}

async function start(program: Program): Promise<Server> {
  const { name, script, env, port, ready, folder, options = [], aside = false } = program;
  const log = openSync(path.join(folder, `${name}.log`), 'a');
  const command = [process.execPath, ...options, '--import', preload, path.join(root, script)];
  const [executable, ...args] =
    taskset && pinned ? [taskset, '-c', aside ? `1-${lastCore}` : '0', ...command] : command;
  const since = performance.now();
  const child = spawn(executable as string, args, { env, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const insisting = setTimeout(() => child.kill('SIGKILL'), 15_000);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(insisting);
  };
  while (!(await answers(port, ready))) {
    if (child.exitCode !== null || performance.now() - since > START_MS) {
      await stop();
      const words = readFileSync(path.join(folder, `${name}.log`), 'utf8').slice(-2000);
      throw new Error(`${name} did not start:\n${words}`);
    }
    await pause(10);
  }
  return { port, pid: child.pid as number, startedInMs: performance.now() - since, stop };
}

function answers(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    asked.once('error', () => resolve(false));
    asked.once('timeout', () => asked.destroy());
    asked.end();
  });
}

export const masterKey = randomBytes(32).toString('base64url');
const poolSize = '10';

/** The product as it is, with everything on. `through`: other addresses of its databases. */
export async function startProduct(
  ground: Ground,
  {
    port = ground.port,
    through = (url: string) => url,
    role = 'all',
  }: { port?: number; through?: (url: string) => string; role?: 'all' | 'api' } = {},
): Promise<Server> {
  const web = path.join(root, 'dist/web');
  const env = {
    PLANE: ground.plane,
    PORT: String(port),
    ROLE: role,
    DATABASE_URL: through(ground.url('app', 'handslag')),
    PLATFORM_DATABASE_URL: through(ground.url('platform', 'handslag_platform')),
    QUEUE_DATABASE_URL: ground.url('queue', 'handslag_platform'),
    DATABASE_POOL: poolSize,
    MASTER_KEY: masterKey,
    OIDC_ISSUER: 'http://localhost:9',
    OIDC_CLIENTS_FILE: path.join(root, 'libs/testing/no-clients.json'),
    FEDERATION_LOOPBACK: '1',
    OUTGOING_FOLDER: path.join(ground.folder, 'outgoing'),
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: path.join(ground.folder, 'compiled'),
    ...(existsSync(web) ? { WEB_FOLDER: web } : {}),
  };
  const { folder } = ground;
  return start({
    name: 'product',
    script: `dist/apps/${ground.plane}/main.js`,
    env,
    port,
    ready: '/health/ready',
    folder,
    options: nodeOptions,
    aside: ground.plane === 'civic',
  });
}

export const cookieSecret = randomBytes(32).toString('base64url');

export async function startFloor(ground: Ground): Promise<Server> {
  const port = await freePort();
  const env = {
    PORT: String(port),
    DATABASE_URL: `${ground.url('app', 'handslag')}?application_name=${floorName}`,
    UNWALLED_DATABASE_URL: ground.url('migrate', 'handslag'),
    DATABASE_POOL: poolSize,
    COOKIE_SECRET: cookieSecret,
  };
  return start({ name: 'floor', script: 'bench/floor/server.mjs', env, port, ready: '/health', folder: ground.folder });
}

/** One signs and seals, the other opens, verifies and keeps: the least that a letter to many can cost. */
export async function startLetterFloor(ground: Ground): Promise<{ sender: Server; receiver: Server }> {
  const [from, to] = [await freePort(), await freePort()];
  const script = 'bench/floor/letters.mjs';
  const url = `${ground.url('app', 'handslag')}?application_name=${floorName}`;
  const { folder } = ground;
  const more = { script, ready: '/health', folder };
  const env = { PORT: String(to), DATABASE_URL: url, DATABASE_POOL: poolSize };
  const receiver = await start({ ...more, name: 'letter-receiver', env, port: to, aside: true });
  const sends = { PORT: String(from), RECEIVER: String(to) };
  return { receiver, sender: await start({ ...more, name: 'letter-sender', env: sends, port: from }) };
}

/** NestJS on Fastify and MikroORM with one table, and nothing else. */
export async function startBare(ground: Ground): Promise<Server> {
  const port = await freePort();
  const env = { PORT: String(port), DATABASE_URL: ground.url('app', 'handslag') };
  return start({ name: 'bare', script: 'bench/speed/bare.mjs', env, port, ready: '/health', folder: ground.folder });
}

const tickMs = 10;
const stat = (pid: number): readonly number[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name may hold spaces; numbers begin after its bracket, with the third field.
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
};

function childrenOf(pid: number): number[] {
  if (!tellsUse) return [];
  const isChild = (one: number) => {
    try {
      return stat(one)[1] === pid;
    } catch {
      return false;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter(isChild);
}

/** Whether this machine tells what a process has used. */
export const tellsUse = existsSync('/proc/self/stat');

/** Processor time a process has used so far, ms; with its children's when asked. To ten milliseconds. */
export function usedMs(pid: number, withChildren = false): number {
  const own = stat(pid);
  const ticks = [own[11], own[12], ...(withChildren ? [own[13], own[14]] : [])];
  if (withChildren) {
    for (const child of childrenOf(pid)) {
      try {
        ticks.push(stat(child)[11], stat(child)[12]);
      } catch {
        // It has ended meanwhile; its parent has its ticks.
      }
    }
  }
  return ticks.reduce((sum: number, one) => sum + (one ?? 0), 0) * tickMs;
}

/** Memory that the process holds now, MB. */
export function heldMb(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

/** Waits until the processes do next to nothing: what one measurement left behind is not the next one's. */
export async function calm(pids: readonly number[], patienceMs = 5000): Promise<boolean> {
  if (!tellsUse) return true;
  const total = () => pids.reduce((sum, pid) => sum + usedMs(pid), 0);
  for (const late = performance.now() + patienceMs; performance.now() < late;) {
    const before = total();
    await pause(400);
    if (total() - before <= 20) return true;
  }
  return false;
}
