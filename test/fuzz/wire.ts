// SPDX-License-Identifier: EUPL-1.2
// A client that sends exactly the bytes it is given: no library of ours or others puts them right first.
import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Lower-case names; what came twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ms: number;
}

const patienceMs = 20_000;

/** One connection, opened anew when the other side has closed it. */
export class Wire {
  #socket: Socket | undefined;
  #heard = Buffer.alloc(0);
  #wake: () => void = () => undefined;
  #ended = true;

  constructor(private readonly port: number) {}

  /**
   * @param pieces sent one after the other, each after a breath
   * @returns the first answer, or null when the connection was closed without one
   */
  async send(
    pieces: string | Buffer | readonly (string | Buffer)[],
    { bodiless = false, breathMs = 0, endless = false } = {},
  ): Promise<Answer | null> {
    const began = performance.now();
    const reused = !this.#ended;
    const list = Array.isArray(pieces) ? (pieces as readonly (string | Buffer)[]) : [pieces as string | Buffer];
    const socket = this.#open();
    for (const piece of list) {
      if (this.#ended) break;
      socket.write(piece);
      if (breathMs > 0) await new Promise((resolve) => setTimeout(resolve, breathMs));
    }
    if (endless) setTimeout(() => socket.destroy(), 300);
    const answer = await this.#answer(began, bodiless);
    // The other side may close a kept connection at the very moment it is used again.
    if (!answer && reused) return this.send(pieces, { bodiless, breathMs });
    if (!answer || /close/i.test(answer.headers.connection ?? '')) this.close();
    return answer;
  }

  /** What else has come after the first answer. */
  get rest(): string {
    return this.#heard.toString('latin1');
  }

  close(): void {
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#heard = Buffer.alloc(0);
    this.#ended = true;
  }

  #open(): Socket {
    if (this.#socket && !this.#ended) return this.#socket;
    this.close();
    const socket = connect(this.port, '127.0.0.1');
    socket.setNoDelay(true);
    this.#ended = false;
    const gone = () => {
      if (this.#socket !== socket) return;
      this.#ended = true;
      this.#wake();
    };
    socket.on('data', (chunk) => {
      if (this.#socket !== socket) return;
      this.#heard = Buffer.concat([this.#heard, chunk]);
      this.#wake();
    });
    socket.on('error', gone).on('close', gone).on('end', gone);
    this.#socket = socket;
    return socket;
  }

  async #answer(began: number, bodiless: boolean): Promise<Answer | null> {
    for (;;) {
      const found = parse(this.#heard, bodiless, this.#ended);
      if (found) {
        this.#heard = this.#heard.subarray(found.length);
        if (found.status >= 200) return { ...found.answer, status: found.status, ms: performance.now() - began };
        continue;
      }
      if (this.#ended) return null;
      if (performance.now() - began > patienceMs) {
        this.close();
        throw new Error(`no answer within ${patienceMs} ms`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

interface Found {
  readonly status: number;
  readonly length: number;
  readonly answer: Pick<Answer, 'headers' | 'body'>;
}

function parse(heard: Buffer, bodiless: boolean, ended: boolean): Found | null {
  const end = heard.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = heard.subarray(0, end).toString('latin1').split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    const value = line.slice(line.indexOf(':') + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  const from = end + 4;
  if (bodiless || status < 200 || status === 204 || status === 304)
    return { status, length: from, answer: { headers, body: '' } };
  const length = headers['content-length'];
  if (length !== undefined) {
    const to = from + Number(length);
    if (heard.length < to && !ended) return null;
    return { status, length: to, answer: { headers, body: heard.subarray(from, to).toString() } };
  }
  if (/chunked/i.test(headers['transfer-encoding'] ?? '')) return chunked(heard, from, status, headers);
  return ended ? { status, length: heard.length, answer: { headers, body: heard.subarray(from).toString() } } : null;
}

function chunked(heard: Buffer, from: number, status: number, headers: Found['answer']['headers']): Found | null {
  const parts: Buffer[] = [];
  for (let at = from; ;) {
    const line = heard.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = parseInt(heard.subarray(at, line).toString('latin1'), 16);
    if (heard.length < line + 2 + size + 2) return null;
    if (size === 0) return { status, length: line + 4, answer: { headers, body: Buffer.concat(parts).toString() } };
    parts.push(heard.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
