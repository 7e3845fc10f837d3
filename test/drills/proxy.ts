// SPDX-License-Identifier: EUPL-1.2
// Stands on a plane's public port. People pass; what befalls a letter between the planes is the drill's to say.
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What befalls one letter. */
export type Fate =
  | 'through'
  /** The connection is cut before a byte has passed. */
  | 'cut'
  /** Half of it passes, then the connection is cut on both sides. */
  | 'half'
  /** It arrives, and its answer is lost. */
  | 'no-answer'
  /** It arrives twice, the second time while nobody waits for the answer. */
  | 'twice'
  /** Nobody answers and nobody hangs up. */
  | 'hang'
  | { readonly lateMs: number };

export interface Letter {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const inbox = '/federation/inbox';

export class Gate {
  /** Decides over each letter. */
  fate: (letter: Letter) => Fate = () => 'through';
  /** Told when a letter was answered, before its sender hears of it. */
  answered: (status: number) => Promise<void> = () => Promise.resolve();
  /** Letters that have passed, when they are kept. */
  kept: Letter[] | undefined;
  /** When letters were answered with 202, ms since the epoch. */
  readonly taken: number[] = [];
  readonly #target: number;
  readonly #server: Server;

  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((asked, reply) => {
      this.#serve(asked, reply).catch(() => asked.socket.destroy());
    });
    this.#server.keepAliveTimeout = 60_000;
  }

  open(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => resolve());
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  /** Everything passes again. Whoever still hangs is cut off. */
  heal(): void {
    this.fate = () => 'through';
    this.answered = () => Promise.resolve();
    this.#server.closeAllConnections();
  }

  /** @throws when nobody answers. */
  send({ path, headers, body }: Letter, cutAfter = body.length): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#target, method: 'POST', path, headers, agent: false },
        (answer) => {
          whole(answer).then(
            (bytes) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
            reject,
          );
        },
      );
      sent.on('error', reject);
      if (cutAfter === body.length) sent.end(body);
      else sent.write(body.subarray(0, cutAfter), () => sent.destroy());
    });
  }

  async #serve(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (asked.url !== inbox) return this.#pass(asked, reply);
    const letter = { path: inbox, headers: asked.headers, body: await whole(asked) };
    this.kept?.push(letter);
    const fate = this.fate(letter);
    if (fate === 'hang') return;
    if (fate === 'cut') return void asked.socket.destroy();
    if (fate === 'half') {
      await this.send(letter, Math.floor(letter.body.length / 2)).catch(() => undefined);
      return void asked.socket.destroy();
    }
    if (typeof fate === 'object') await pause(fate.lateMs);
    const answer = await this.send(letter);
    if (answer.status === 202) this.taken.push(Date.now());
    await this.answered(answer.status);
    if (fate === 'twice') void this.send(letter).catch(() => undefined);
    if (fate === 'no-answer') return void asked.socket.destroy();
    reply.writeHead(answer.status, answer.headers).end(answer.body);
  }

  #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const { method, url, headers } = asked;
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port: this.#target, method, path: url, headers, agent: false },
        (answer) => {
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(reply).on('finish', resolve);
          answer.on('error', reject);
        },
      );
      sent.on('error', reject);
      asked.pipe(sent);
    });
  }
}

async function whole(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
