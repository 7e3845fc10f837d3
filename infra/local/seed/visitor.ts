// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { answerOrder } from '../../../apps/identity/scripted.ts';

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** One person's browser at one organisation, without the browser: signs in through the demo BankID, and calls the API. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** @throws Error when the organisation does not let the test person in. */
  async signIn(person: string, as: 'resident' | 'staff' | 'member', invitation?: string): Promise<void> {
    const told = invitation ? `&invitation=${invitation}` : '';
    const begun = await this.send('GET', `/sign-in?as=${as}&return=/${told}`);
    const back = await answerOrder(begun.location ?? '', { person });
    const { pathname, search } = new URL(back);
    const { location } = await this.send('GET', pathname + search);
    if (new URL(location ?? '', this.#origin).pathname === '/sign-in-failed')
      throw new Error(`${person} was not let in at ${this.#origin}: ${location}`);
  }

  /** As the browser would send it. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get<T>(path: string): Promise<T> {
    return this.#call<T>('GET', path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#call<T>('POST', path, body);
  }

  put<T>(path: string, body?: object): Promise<T> {
    return this.#call<T>('PUT', path, body);
  }

  async #call<T>(method: string, path: string, content?: object): Promise<T> {
    const { status, body } = await this.send(method, `/api/v1${path}`, content);
    if (status >= 400) throw new Error(`${method} ${this.#origin}${path} answered ${status}: ${body}`);
    return (body ? JSON.parse(body) : undefined) as T;
  }

  /** Whatever is answered, a refusal too. A file is sent as its bytes, all else as JSON. Node does not know where *.localhost is, as browsers do. */
  send(method: string, path: string, value?: object, more: Record<string, string> = {}): Promise<Answer> {
    const { host, port } = new URL(this.#origin);
    const file = Buffer.isBuffer(value);
    const content = file ? value : value && JSON.stringify(value);
    const type = file ? 'application/octet-stream' : 'application/json';
    const headers = {
      host,
      origin: this.#origin,
      'user-agent': 'handslag demo',
      cookie: this.cookie,
      ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
      ...(content ? { 'content-type': type, 'content-length': Buffer.byteLength(content) } : {}),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, method, path, headers, agent: false, timeout: 30_000 },
        (response) => {
          this.#remember(response.headers['set-cookie'] ?? []);
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => {
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location,
              body: Buffer.concat(parts).toString(),
            });
          });
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error(`${this.#origin} did not answer`)));
      sent.end(content);
    });
  }

  #remember(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (pair.slice(at + 1)) this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
      else this.#cookies.delete(pair.slice(0, at));
    }
  }
}
