// SPDX-License-Identifier: EUPL-1.2
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeOptions } from './node-options.ts';

export interface ChildOptions {
  readonly name: string;
  readonly script: string;
  /** All that the process is told: nothing of our own environment goes along. */
  readonly env: Readonly<Record<string, string>>;
  readonly log: string;
  readonly ready: string;
}

const needed = ['SystemRoot', 'TEMP', 'LD_LIBRARY_PATH'];
const preload = pathToFileURL(path.join(import.meta.dirname, 'end-with-parent.mjs')).href;
const patienceMs = 90_000;

/** One process of ours, with its own log. In a group of its own, so that Ctrl-C reaches it through us, in order. */
export class Child {
  readonly name: string;
  /** Resolves when it ends, told or not, with its last words. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  readonly #options: ChildOptions;
  readonly #words: string[] = [];

  constructor(options: ChildOptions) {
    this.name = options.name;
    this.#options = options;
    mkdirSync(path.dirname(options.log), { recursive: true });
    const log = createWriteStream(options.log, { flags: 'a', mode: 0o600 });
    const inherited = Object.fromEntries(
      needed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    );
    this.#process = spawn(process.execPath, [...nodeOptions, '--import', preload, options.script], {
      env: { ...inherited, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
    });
    const keep = (chunk: Buffer) => {
      log.write(chunk);
      this.#words.push(...chunk.toString().split('\n').filter(Boolean));
      this.#words.splice(0, this.#words.length - 20);
    };
    this.#process.stdout?.on('data', keep);
    this.#process.stderr?.on('data', keep);
    this.ended = new Promise((resolve) => {
      this.#process.once('error', (error) => resolve(error.message));
      this.#process.once('close', (code, signal) => {
        log.end();
        resolve(`${this.name} ended (${signal ?? `code ${code}`}).\n${this.#words.join('\n')}`);
      });
    });
  }

  get pid(): number {
    return this.#process.pid as number;
  }

  /** @throws when it ends, or does not answer, instead of getting ready. */
  async ready(): Promise<void> {
    let over: string | undefined;
    void this.ended.then((words) => (over = words));
    for (const until = Date.now() + patienceMs; Date.now() < until; await pause(100)) {
      if (over !== undefined) throw new Error(over);
      if (await answers(this.#options.ready)) return;
    }
    throw new Error(`${this.name} did not get ready in ${patienceMs / 1000} s; see ${this.#options.log}`);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const insisting = setTimeout(() => this.#process.kill('SIGKILL'), 12_000);
    this.#process.kill('SIGTERM');
    await this.ended;
    clearTimeout(insisting);
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
