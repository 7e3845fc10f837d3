// SPDX-License-Identifier: EUPL-1.2
// A mail server, an SMS provider and a push service in one, which can be gone, or take a call and never answer.
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

type Mood = 'works' | 'hangs' | 'gone';

export class PostOffice {
  mood: Mood = 'works';
  /** What was taken, as it came. */
  readonly taken: Record<'email' | 'sms' | 'push', string[]> = { email: [], sms: [], push: [] };
  /** How often somebody knocked while it did not work. */
  inVain = 0;
  readonly #mail = createServer((socket) => {
    this.#meet(socket);
    if (this.mood === 'works') this.#converse(socket);
  });
  readonly #http = createHttpServer((asked, answer) => {
    let body = '';
    asked.on('data', (part: Buffer) => (body += part.toString('latin1')));
    asked.on('end', () => {
      // It has the call, and never says so.
      if (this.mood !== 'works') return;
      const push = asked.url?.startsWith('/push') ?? false;
      this.taken[push ? 'push' : 'sms'].push(body);
      answer.writeHead(push ? 201 : 200).end();
    });
  });
  readonly #open = new Set<Socket>();

  async open(): Promise<void> {
    this.#http.prependListener('connection', (socket: Socket) => this.#meet(socket));
    await Promise.all([this.#mail, this.#http].map(listening));
  }

  get mailUrl(): string {
    return `smtp://127.0.0.1:${portOf(this.#mail)}`;
  }
  get smsUrl(): string {
    return `http://drill:secret@127.0.0.1:${portOf(this.#http)}/sms`;
  }
  get pushOrigin(): string {
    return `http://127.0.0.1:${portOf(this.#http)}/push`;
  }

  /** From now on; whoever is connected is cut off. */
  become(mood: Mood): void {
    this.mood = mood;
    for (const socket of this.#open) socket.destroy();
  }

  async close(): Promise<void> {
    this.become('gone');
    await Promise.all([this.#mail, this.#http].map((server) => new Promise((resolve) => server.close(resolve))));
  }

  #meet(socket: Socket): void {
    this.#open.add(socket);
    socket.on('error', () => undefined).on('close', () => this.#open.delete(socket));
    if (this.mood === 'works') return;
    this.inVain += 1;
    if (this.mood === 'gone') socket.destroy();
  }

  /** As much of RFC 5321 as one letter needs. */
  #converse(socket: Socket): void {
    let heard = '';
    let letter = false;
    socket.write('220 drill\r\n');
    socket.on('data', (part: Buffer) => {
      heard += part.toString('latin1');
      for (;;) {
        const end = heard.indexOf(letter ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const said = heard.slice(0, end);
        heard = heard.slice(end + (letter ? 5 : 2));
        if (letter) this.taken.email.push(said);
        const begins = !letter && said.toUpperCase() === 'DATA';
        const leaves = !letter && said.toUpperCase() === 'QUIT';
        letter = begins;
        socket.write(begins ? '354 go on\r\n' : leaves ? '221 bye\r\n' : '250 ok\r\n');
      }
    });
  }
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve());
  });
const portOf = (server: Server): number => (server.address() as AddressInfo).port;
