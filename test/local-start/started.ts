// SPDX-License-Identifier: EUPL-1.2
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';
import { processes, type Process } from './processes.ts';

export const root = path.resolve(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** A run of `npm start` on ports and data of its own. */
export class Started {
  readonly #process: ChildProcess;
  readonly ended: Promise<Ended>;
  said = '';

  constructor(portBase: number, data: string, ...args: string[]) {
    const { PATH, HOME } = process.env;
    this.#process = spawn(process.execPath, ['infra/local/start.mjs', ...args], {
      cwd: root,
      env: { PATH, HOME, PORT_BASE: String(portBase), HANDSLAG_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: unknown) => (this.said += String(chunk));
    this.#process.stdout?.on('data', keep);
    this.#process.stderr?.on('data', keep);
    this.ended = new Promise((resolve) => this.#process.once('close', (code) => resolve({ code, said: this.said })));
  }

  get pid(): number {
    return this.#process.pid as number;
  }

  /** Resolves when it runs; fails with all it said when it ends instead. */
  async running(): Promise<this> {
    await this.says('Ctrl-C stops everything');
    return this;
  }

  /** Resolves when it has said so; fails with all it said when it ends, or says the other, instead. */
  async says(words: string, unless?: RegExp): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    while (!this.said.includes(words)) {
      if (over) throw new Error(`It ended without saying “${words}”:\n${this.said}`);
      if (unless?.test(this.said)) throw new Error(`It did not say “${words}”:\n${this.said}`);
      await pause(100);
    }
  }

  /** Every process it has begun, with what it was called as. */
  begun(): { pid: number; args: string }[] {
    const all = processes();
    const below = (pid: number): Process[] =>
      all.filter(({ parent }) => parent === pid).flatMap((child) => [child, ...below(child.pid)]);
    return below(this.pid);
  }

  send(signal: NodeJS.Signals): Promise<Ended> {
    this.#process.kill(signal);
    return this.ended;
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const lives = (pid: number): boolean => processes().some((one) => one.pid === pid && !/^[ZX]/.test(one.state));

/** What is left of these a moment later. */
export async function remaining(pids: readonly number[], withinMs = 20_000): Promise<number[]> {
  for (const until = Date.now() + withinMs; Date.now() < until && pids.some(lives);) await pause(100);
  return pids.filter(lives);
}

/** Occupies a port until told to let go. */
export function occupy(port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(() => new Promise((done) => server.close(() => done()))));
  });
}

/** A PORT_BASE whose ports, and those of the bases after it that a test uses, nobody has. */
export async function freePortBase(bases: number): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 11_000 + Math.floor(Math.random() * 18_000);
    const wanted = Array.from({ length: bases }, (_, index) => base + index).flatMap((one) =>
      [0, 10, 100, 110, 200].map((more) => one + more),
    );
    const taken = await Promise.all(
      wanted.map((port) =>
        occupy(port).then(
          (free) => free(),
          () => 'taken',
        ),
      ),
    );
    if (!taken.includes('taken')) return base;
  }
  throw new Error('No free ports');
}

/** `handslag …`, and what came of it. */
export function handslag(...args: string[]): { code: number | null; out: string; error: string } {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['apps/cli/handslag.mjs', ...args], {
    cwd: root,
    env: { PATH },
    encoding: 'utf8',
  });
  return { code: status, out: stdout, error: stderr };
}
