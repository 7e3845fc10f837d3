// SPDX-License-Identifier: EUPL-1.2
// The whole house as `npm start` builds it, on ports and data of its own: what the stories are played in.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const START_MS = 180_000;

export interface House {
  readonly portBase: number;
  readonly data: string;
  /** `town('helsingborg')` is the address of a municipality, `club('rodakorset')` that of an association. */
  town(name: string): string;
  club(name: string): string;
  close(): Promise<void>;
}

/**
 * Starts both halves, their databases and the demo BankID; resolves when they answer.
 * While writing a story: HANDSLAG_HOUSE=4100 plays it in the house that `npm start` runs there, with its HANDSLAG_DATA.
 */
export async function startHouse(): Promise<House> {
  const already = Number(process.env.HANDSLAG_HOUSE);
  if (already)
    return {
      portBase: already,
      data: process.env.HANDSLAG_DATA ?? '',
      ...addresses(already),
      close: () => Promise.resolve(),
    };
  const portBase = await freePortBase();
  const data = mkdtempSync(path.join(tmpdir(), 'handslag-house-'));
  // Under root, PostgreSQL is another user and must be able to come here.
  chmodSync(data, 0o755);
  const child = spawn(process.execPath, [path.join(root, 'infra/local/start.mjs')], {
    cwd: root,
    env: { ...process.env, PORT_BASE: String(portBase), HANDSLAG_DATA: data, HANDSLAG_PROVE: 'no', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await running(child);
  } catch (error) {
    await stop(child, data);
    throw error;
  }
  return {
    portBase,
    data,
    ...addresses(portBase),
    close: () => stop(child, data),
  };
}

const addresses = (portBase: number) => ({
  town: (name: string) => `http://${name}.localhost:${portBase}`,
  club: (name: string) => `http://${name}.localhost:${portBase + 100}`,
});

function running(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The house did not start in time:\n${said}`)), START_MS);
    const hear = (text: Buffer) => {
      said += text.toString();
      if (!said.includes('Handslag is running')) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The house ended with ${code}:\n${said}`));
    });
  });
}

async function stop(child: ChildProcess, data: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGINT');
    await ended;
  }
  rmSync(data, { recursive: true, force: true });
}

/** A base such that it and the ports counted from it are free now; two files that run at once never try the same. */
export async function freePortBase(offsets: readonly number[] = [0, 10, 100, 110, 200]): Promise<number> {
  const worker = Number(process.env.JEST_WORKER_ID ?? 1);
  for (let base = 6100 + 300 * (worker % 2); base < 9000; base += 600) {
    const free = await Promise.all(offsets.map((offset) => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No free ports for the house');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
