// SPDX-License-Identifier: EUPL-1.2
// Whoever asks: plain sockets, so that asking costs little beside answering. One question at a time on each.
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Volley {
  /** Those that were answered as they should. */
  readonly answered: number;
  readonly refused: ReadonlyMap<number, number>;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds until the whole answer was there, ascending. */
  readonly ms: readonly number[];
}

export interface Fire {
  readonly port: number;
  /** The next question as it goes over the wire; undefined when there is none left. */
  readonly next: () => Buffer | undefined;
  readonly connections: number;
  readonly seconds: number;
  /** Questions a second, whether the answers come or not; a late one counts from when it was due. As many as are answered, without. */
  readonly rate?: number;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One kept-alive connection. */
class Line {
  readonly #socket: Socket;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  #got = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#hear(chunk));
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The connection was closed')));
  }

  static open(port: number): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new Line(socket)));
      socket.once('error', reject);
    });
  }

  ask(question: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(question);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #hear(chunk: Buffer<ArrayBuffer>): void {
    this.#got = this.#got.length === 0 ? chunk : Buffer.concat([this.#got, chunk]);
    const end = this.#got.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = this.#got.toString('latin1', 0, end);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    if (!length && !/^HTTP\/1\.1 (204|304) /.test(head)) {
      this.#waiting?.reject(new Error(`An answer without a length: ${head.split('\r\n')[0]}`));
      return;
    }
    const whole = end + 4 + Number(length?.[1] ?? 0);
    if (this.#got.length < whole) return;
    const answer = { status: Number(head.slice(9, 12)), body: this.#got.toString('utf8', end + 4, whole) };
    this.#got = this.#got.subarray(whole);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }
}

/** Asks until the time is over or nothing is left to ask. @throws when a connection breaks */
export async function fire({ port, next, connections, seconds, rate }: Fire): Promise<Volley> {
  const lines = await Promise.all(Array.from({ length: connections }, () => Line.open(port)));
  const ms: number[] = [];
  const refused = new Map<number, number>();
  const since = performance.now();
  const until = since + seconds * 1000;
  let sent = 0;
  const work = async (line: Line) => {
    for (;;) {
      let begun = performance.now();
      if (rate !== undefined) {
        const due = since + ((sent += 1) * 1000) / rate;
        if (due >= until) return;
        for (let left = due - begun; left > 0; left = due - performance.now()) await pause(left);
        begun = due;
      }
      const question = begun < until ? next() : undefined;
      if (!question) return;
      const { status } = await line.ask(question);
      if (status < 300) ms.push(performance.now() - begun);
      else refused.set(status, (refused.get(status) ?? 0) + 1);
    }
  };
  try {
    await Promise.all(lines.map(work));
  } finally {
    for (const line of lines) line.close();
  }
  const took = (performance.now() - since) / 1000;
  ms.sort((a, b) => a - b);
  return { answered: ms.length, refused, seconds: took, perSecond: ms.length / took, ms };
}

/** One question by itself. */
export async function askOnce(port: number, question: Buffer): Promise<Answer> {
  const line = await Line.open(port);
  try {
    return await line.ask(question);
  } finally {
    line.close();
  }
}

/** All at once, each on a connection of its own. @returns the answers in the order of the questions */
export async function race(port: number, questions: readonly Buffer[]): Promise<Answer[]> {
  const lines = await Promise.all(questions.map(() => Line.open(port)));
  try {
    return await Promise.all(lines.map((line, at) => line.ask(questions[at] as Buffer)));
  } finally {
    for (const line of lines) line.close();
  }
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly host: string;
  readonly cookie: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export function wire({ method, path, host, cookie, body, headers = {} }: Question): Buffer {
  const content = body ? JSON.stringify(body) : '';
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Cookie: ${cookie}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(content)}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${content}`);
}
