// SPDX-License-Identifier: EUPL-1.2
import { presence } from './presence.ts';
import { Problem } from './problem.ts';
import { serverClock } from './server-clock.ts';

type Query = Record<string, string | number | boolean | null | undefined>;

interface Options {
  query?: Query;
  body?: unknown;
  /** The record's version as the person saw it. */
  version?: number;
  /** The same key again means the same act again; keep it while retrying. */
  key?: string;
  signal?: AbortSignal;
}

/** What a browser still delivers when the page is being closed is small. */
const farewell = 16_000;

const address = (path: string, query: Query = {}): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  return `/api/v1${path}${search.size ? `?${search}` : ''}`;
};

async function call<T>(method: string, path: string, options: Options = {}, file?: Blob): Promise<T> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': document.documentElement.lang });
  const body = options.body === undefined ? file : JSON.stringify(options.body);
  headers.set('handslag-idle', String(presence.idleSeconds));
  // What kind of file it is, the server sees for itself.
  if (body !== undefined) headers.set('content-type', file ? 'application/octet-stream' : 'application/json');
  if (method === 'POST') headers.set('idempotency-key', options.key ?? crypto.randomUUID());
  if (options.version !== undefined) headers.set('if-match', `"v${options.version}"`);
  let answer: Response;
  try {
    answer = await fetch(address(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      // An act that waited to be undone is sent when the page closes, and must outlive it.
      keepalive: method !== 'GET' && (typeof body === 'string' ? body.length < farewell : !file),
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw Problem.offline();
  }
  serverClock.heard(answer);
  if (!answer.ok) throw await Problem.from(answer);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export const http = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal) =>
    call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown, options?: Options) => call<T>('POST', path, { ...options, body }),
  put: <T>(path: string, body: unknown, options?: Options) => call<T>('PUT', path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: Options) => call<T>('PATCH', path, { ...options, body }),
  /** Sends a file as it is. */
  upload: (path: string, file: Blob) => call<void>('PUT', path, {}, file),
  delete: <T = void>(path: string, options?: Options) => call<T>('DELETE', path, options),
};
