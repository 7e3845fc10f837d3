// SPDX-License-Identifier: EUPL-1.2
import type { HouseName, Person } from './house.ts';
import { writingInto } from './logs.ts';
import type { Plane } from './plane.ts';
import { withoutVolatile } from './volatile.ts';

export type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Call {
  readonly plane: Plane;
  /** The tenant's public host. */
  readonly host: string;
  readonly method: Method;
  /** With its query; `/api/v1` is put before what does not stand at the root. */
  readonly path: string;
  readonly person?: Person | undefined;
  readonly body?: object | string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Answer {
  readonly status: number;
  /** Status, every header in order, every byte. */
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an operation reads the answer it expects
  readonly body: any;
}

/** A call that was made while a story ran, for whoever is allowed to see it. */
export interface Said {
  readonly house: HouseName;
  readonly who: string;
  readonly what: string;
  readonly answer: string;
}

const atRoot = /^\/(?:sign-in|theme|manifest|health|openapi|\.well-known|federation)/;

/** A browser's request, answered by the plane itself; nothing of the answer is lost. */
export async function make({ plane, host, method, path, person, body, headers }: Call): Promise<Answer> {
  const from = Date.now();
  const answer = await writingInto(plane.journal, () =>
    plane.app.inject({
      method,
      url: atRoot.test(path) ? path : `/api/v1${path}`,
      remoteAddress: person?.address ?? '198.51.100.7',
      headers: {
        host,
        'user-agent': person?.agent ?? 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        'sec-fetch-site': 'same-origin',
        ...(person ? { cookie: person.cookie } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body }),
    }),
  );
  const counted = `${host} ${person?.id ?? 'anybody'}`;
  const evidence = { from, to: Date.now(), minuteEnds: plane.minuteEnds.get(counted) };
  if ('ratelimit' in answer.headers && !(evidence.minuteEnds && evidence.minuteEnds[0] > from))
    plane.minuteEnds.set(counted, [from + 60_000, evidence.to + 60_000]);
  return {
    status: answer.statusCode,
    text: withoutVolatile(inFull(answer), evidence),
    headers: answer.headers,
    body: parsed(answer.payload),
  };
}

function inFull(answer: { statusCode: number; headers: Record<string, unknown>; rawPayload: Buffer; payload: string }) {
  const said = Number(answer.headers['content-length'] ?? answer.rawPayload.length);
  // A length that agrees with the bytes says nothing more than they do; they are compared themselves.
  const length = said === answer.rawPayload.length ? 'of the body' : String(said);
  const lines = Object.entries(answer.headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (one) => `${name}: ${name === 'content-length' ? length : String(one)}`,
    ),
  );
  return [String(answer.statusCode), ...lines, '', answer.payload].join('\n');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
