// SPDX-License-Identifier: EUPL-1.2
// One request as somebody might send it: generated from an operation, with placeholders for what only the house knows.
import fc from 'fast-check';
import type { Operation, Parameter, Schema } from './operations.ts';
import {
  cursors,
  echoMark,
  edges,
  hostileStrings,
  hostileValues,
  idOf,
  kindOf,
  spoilt,
  valid,
  write,
  type Json,
} from './values.ts';

export interface Case {
  readonly stream: 'valid' | 'edges' | 'hostile';
  readonly method: string;
  /** Path and query, percent-encoded but for the placeholders. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}
type Schemas = Readonly<Record<string, Schema>>;
type Stream = Case['stream'];

const encoded = (text: string) =>
  text
    .toWellFormed()
    .split(/(@\{[^}]*\})/)
    .map((part) => (part.startsWith('@{') ? part : encodeURIComponent(part)))
    .join('');
const plain = (value: Json) => (typeof value === 'string' ? value : write(value).slice(0, 1500));

/** Paths that are not what the router expects; none of them may be read as another. */
const oddSegments = [
  '..',
  '.',
  '%2e%2e%2f',
  '%00',
  '%zz',
  '%c0%ae',
  '%ff',
  ';a=b',
  '*',
  '%20',
  `%27%20or%201=1--${echoMark}`,
  `${echoMark}`,
  '__proto__',
  'constructor',
  '@{x*150}',
  '@{x*900}',
  '@{uuid/upper/0}',
  '00000000-0000-0000-0000-000000000000',
];

function pathOf({ path, parameters }: Operation, stream: Stream, schemas: Schemas): fc.Arbitrary<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const values = names.map((name) => {
    const schema = parameters.find((one) => one.name === name)?.schema ?? {};
    const before = path.slice(0, path.indexOf(`{${name}}`));
    const kind = name === 'id' ? kindOf(before) : kindOf(name);
    const fitting =
      schema.format === 'uuid' ? idOf(kind) : valid(schema, name, schemas).map((value) => encoded(plain(value)));
    if (stream === 'valid') return fitting;
    return fc.oneof(
      { weight: 5, arbitrary: fitting },
      { weight: 1, arbitrary: fc.constantFrom(...oddSegments) },
      { weight: 1, arbitrary: fc.constantFrom(...hostileStrings).map(encoded) },
    );
  });
  return fc
    .tuple(...values)
    .map((filled) => names.reduce((made, name, n) => made.replace(`{${name}}`, filled[n] ?? ''), path));
}

function queryOf(parameters: readonly Parameter[], stream: Stream, schemas: Schemas): fc.Arbitrary<string> {
  const asked = parameters.filter((one) => one.in === 'query');
  const pairs = asked.map(({ name, schema, required }) => {
    const good = name === 'cursor' ? cursors : valid(schema, name, schemas);
    const bad = stream === 'edges' ? edges(schema, name, schemas) : fc.constantFrom(...hostileValues);
    const value = (stream === 'valid' ? good : fc.oneof(good, bad)).map((one) => `${name}=${encoded(plain(one))}`);
    return required && stream === 'valid' ? value : fc.option(value, { nil: '', freq: 2 });
  });
  const names = asked.length > 0 ? asked.map(({ name }) => name) : ['limit'];
  const odd = fc
    .constantFrom(...names)
    .chain((name) =>
      fc.constantFrom(
        `${name}[$ne]=1`,
        `${name}[]=a&${name}[]=b`,
        `${name}=1&${name}=2`,
        `__proto__[x]=${echoMark}`,
        `constructor=1`,
        `${echoMark}=1`,
        `${name}=%zz`,
        `${name}=%00`,
        `${name}=%ff%fe`,
        `${name}=@{x*900}`,
        `${name}=@{x*2100}`,
        `${name}=NaN`,
        `${name}=1e2`,
        `${name}=0x10`,
        '&&&==&',
      ),
    );
  const extra = stream === 'valid' ? fc.constant('') : fc.option(odd, { nil: '', freq: 2 });
  return fc.tuple(...pairs, extra).map((parts) => parts.filter(Boolean).join('&'));
}

const jsonType = fc.constant<string | undefined>('application/json');
const oddTypes = fc.constantFrom<(string | undefined)[]>(
  undefined,
  'application/json; charset=utf-8',
  'application/json\t',
  '\tapplication/json',
  'application/json;charset=utf-7',
  'application/json; charset="utf-16"',
  'application/json garbage',
  'application/jsonx',
  'APPLICATION/JSON',
  'application/vnd.api+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/jose',
  ' ',
  'a'.repeat(3000),
);

/** Headers that a route may read. */
function headersOf(operation: Operation, stream: Stream): fc.Arbitrary<Record<string, string>> {
  const mostly = <T>(usual: T, ...odd: T[]) =>
    stream === 'valid'
      ? fc.constant(usual)
      : fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...odd) });
  const changes = operation.method !== 'GET';
  return fc
    .record({
      'sec-fetch-site': mostly<string | undefined>(
        'same-origin',
        'cross-site',
        'same-site',
        'none',
        undefined,
        'same-origin, x',
      ),
      'accept-language': fc.constantFrom<(string | undefined)[]>(
        undefined,
        'sv',
        'en',
        'ar,en;q=0.5',
        '*',
        ';q=x',
        `${echoMark}-å`,
      ),
      'if-match': changes
        ? mostly<string | undefined>(
            '@{etag}',
            '"v0"',
            '"v1"',
            '"v999999999"',
            '"v9999999999"',
            'v1',
            '*',
            'W/"v1"',
            '""',
            undefined,
          )
        : fc.constant(undefined),
      'idempotency-key':
        operation.method === 'POST'
          ? mostly<string | undefined>(
              undefined,
              'fuzz-key-0001',
              'fuzz-key-0002',
              'short',
              '@{x*201}',
              `${echoMark} with space`,
            )
          : fc.constant(undefined),
      origin: mostly<string | undefined>(
        undefined,
        'null',
        'http://evil.example',
        '@{origin/own/0}',
        '@{origin/other/0}',
      ),
      range: mostly<string | undefined>(undefined, 'bytes=0-1', 'bytes=-1', 'x'),
      'if-none-match': mostly<string | undefined>(undefined, '*', '"v1"'),
      'x-http-method-override': mostly<string | undefined>(undefined, 'DELETE', 'GET'),
      accept: mostly<string | undefined>(undefined, '*/*', 'text/html', 'application/xml', 'x'),
    })
    .map((headers) =>
      Object.fromEntries(Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    );
}

const brokenJson = fc.constantFrom(
  '',
  '{',
  '{"a":1}}',
  "{'a':1}",
  '[1,]',
  'null',
  'true',
  '"text"',
  '[]',
  '{"text":"a","text":"b","serviceType":"practical"}',
  '{"__proto__":{"admin":true}}',
  '{"a":{"constructor":{"prototype":{"admin":true}}}}',
  '\ufeff{}',
  '@{deep*30000}',
  '@{x*70000}',
  '@{digits*60000}',
  `{"${echoMark}":1}`,
);

function bodyOf(
  operation: Operation,
  stream: Stream,
  schemas: Schemas,
): fc.Arbitrary<{ body?: string; type?: string | undefined }> {
  if (operation.method === 'GET') return fc.constant({});
  const { body: schema, otherBodies } = operation;
  if (otherBodies.length > 0)
    return fc.record({
      body: fc.oneof(
        fc.constantFrom(...hostileStrings, '@{x*40000}', '\u0089PNG\r\n', '<svg onload="x"/>', ''),
        brokenJson,
      ),
      type: fc.oneof(fc.constantFrom(...otherBodies), oddTypes),
    });
  const odd = fc.record({ body: brokenJson, type: fc.oneof(jsonType, oddTypes) });
  if (!schema) return stream === 'valid' ? fc.constant({}) : fc.oneof(fc.constant({}), odd);
  if (stream === 'valid')
    return valid(schema, 'body', schemas).map((body) => ({ body: write(body), type: 'application/json' }));
  const bad = spoilt(schema, schemas, stream).map(write);
  return fc.oneof(
    { weight: 8, arbitrary: fc.record({ body: bad, type: fc.oneof({ weight: 6, arbitrary: jsonType }, oddTypes) }) },
    { weight: 1, arbitrary: fc.record({ body: valid(schema, 'body', schemas).map(write), type: oddTypes }) },
    { weight: 1, arbitrary: odd },
  );
}

function streamOf(operation: Operation, stream: Stream, schemas: Schemas): fc.Arbitrary<Case> {
  return fc
    .record({
      path: pathOf(operation, stream, schemas),
      query: queryOf(operation.parameters, stream, schemas),
      headers: headersOf(operation, stream),
      sent: bodyOf(operation, stream, schemas),
    })
    .map(({ path, query, headers, sent }) => ({
      stream,
      method: operation.method,
      url: query ? `${path}?${query}` : path,
      headers: { ...headers, ...(sent.type === undefined ? {} : { 'content-type': sent.type }) },
      ...(sent.body === undefined ? {} : { body: sent.body }),
    }));
}

/** Any request to the operation: as described, at the edges of it, or to break it. */
export const caseOf = (operation: Operation, schemas: Schemas): fc.Arbitrary<Case> =>
  fc.oneof(
    { weight: 2, arbitrary: streamOf(operation, 'valid', schemas) },
    { weight: 3, arbitrary: streamOf(operation, 'edges', schemas) },
    { weight: 3, arbitrary: streamOf(operation, 'hostile', schemas) },
  );
/** A request as described, about the newest thing of its kind. */
export const validCase = (operation: Operation, schemas: Schemas): fc.Arbitrary<Case> =>
  streamOf(operation, 'valid', schemas);
