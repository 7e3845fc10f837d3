// SPDX-License-Identifier: EUPL-1.2
import { request, type Agent } from 'undici';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const patienceMs = 20_000;
/** Differ from one answer to the next, and say nothing of what was asked for. */
const passing = ['date', 'x-request-id', 'ratelimit', 'connection', 'keep-alive'];

/** Calls the running process of a plane, at one organisation's address, as one person or as nobody. */
export class Caller {
  constructor(
    private readonly address: string,
    private readonly host: string,
    private readonly agent: Agent,
    private readonly signal: AbortSignal,
    private readonly cookie = '',
  ) {}

  /** The same person (or nobody) at another address. */
  at(host: string): Caller {
    return new Caller(this.address, host, this.agent, this.signal, this.cookie);
  }

  async call(method: Method, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await request(this.address + path, {
      method,
      dispatcher: this.agent,
      signal: this.signal,
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
      headers: {
        host: this.host,
        'sec-fetch-site': 'same-origin',
        'user-agent': 'handslag prove',
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const told = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
    return {
      status: answer.statusCode,
      headers: Object.fromEntries(told.filter(([name]) => !passing.includes(name))),
      text: await answer.body.text(),
    };
  }

  /** The parsed body. @throws Error when it is anything but a success. */
  async done<T>(method: Method, path: string, body?: object): Promise<T> {
    const { status, text } = await this.call(method, `/api/v1${path}`, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 200)}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }
}

const trace = /"traceId":"[^"]*"/;

/** All that an answer tells, but for what differs each time and for what was asked with. */
export const tellingOf = ({ status, headers, text }: Answer, asked: readonly string[]): string => {
  const told = JSON.stringify([status, headers, text.replace(trace, '')]);
  return asked.reduce((rest, one) => rest.replaceAll(one, 'ID'), told);
};
