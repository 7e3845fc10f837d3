// SPDX-License-Identifier: EUPL-1.2
// Bytes that a well-mannered client would never send, and what may come back of them.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';

export interface Place {
  readonly host: string;
  readonly otherHost: string;
  readonly cookie: string;
}
export interface Shape {
  readonly name: string;
  readonly pieces: readonly (string | Buffer)[];
  readonly breathMs?: number;
  readonly bodiless?: boolean;
  /** The connection may be closed without a word: what was sent is no HTTP, or has no end. */
  readonly mayClose?: boolean;
  /** It has no end: the connection is let go of after a moment, and nothing may have come of it. */
  readonly endless?: boolean;
  /** Nothing of what is behind the door may be shown or changed. */
  readonly refused?: boolean;
}

const crlf = '\r\n';
const json = 'content-type: application/json';
const body = '{"displayName":"Åsa"}';
const size = Buffer.byteLength(body);
const bomb = gzipSync(Buffer.alloc(20_000_000));

const request = (line: string, headers: readonly string[], content: string | Buffer = ''): Buffer =>
  Buffer.concat([Buffer.from([line, ...headers, '', ''].join(crlf), 'latin1'), Buffer.from(content)]);

/** Bodies whose length is said wrongly, twice, or not at all. */
function lengths({ host, cookie }: Place): Shape[] {
  const head = [`host: ${host}`, `cookie: ${cookie}`, 'sec-fetch-site: same-origin', json];
  const patch = (name: string, headers: string[], content: string | Buffer, more: Partial<Shape> = {}): Shape => ({
    name: `length: ${name}`,
    pieces: [request('PATCH /api/v1/me HTTP/1.1', [...head, ...headers], content)],
    mayClose: true,
    ...more,
  });
  const chunks = 'transfer-encoding: chunked';
  return [
    patch('too short', [`content-length: ${size - 3}`], body),
    patch('negative', ['content-length: -1'], body, { refused: true }),
    patch('signed', [`content-length: +${size}`], body, { refused: true }),
    patch('hexadecimal', ['content-length: 0x10'], body, { refused: true }),
    patch('enormous', ['content-length: 99999999999999999999'], body, { refused: true }),
    patch('larger than is taken', ['content-length: 70000'], 'x'.repeat(70_000), { refused: true }),
    patch('twice the same', [`content-length: ${size}`, `content-length: ${size}`], body),
    patch('twice and different', [`content-length: ${size}`, 'content-length: 3'], body, { refused: true }),
    patch('none', [], '', { refused: true }),
    patch('with chunks as well', [`content-length: ${size}`, chunks], `0${crlf}${crlf}`, { refused: true }),
    patch('chunks', [chunks], `${size.toString(16)}${crlf}${body}${crlf}0${crlf}${crlf}`),
    patch('chunks of garbage', [chunks], `zz${crlf}${body}`, { refused: true }),
    patch('a chunk too large', [chunks], `ffffffffffffffff${crlf}${body}`, { endless: true }),
    patch('a chunk with an endless extension', [chunks], `1;${'x'.repeat(30_000)}${crlf}`, { refused: true }),
    patch('trailers', [chunks, 'trailer: host'], `2${crlf}{}${crlf}0${crlf}host: evil${crlf}${crlf}`),
    patch('chunked twice', ['transfer-encoding: chunked, chunked'], `0${crlf}${crlf}`),
    patch('an unknown coding', ['transfer-encoding: xchunked'], body, { refused: true }),
    patch('a coding behind a tab', ['transfer-encoding:\tchunked'], `0${crlf}${crlf}`, { refused: true }),
    patch('gzip bomb', ['content-encoding: gzip', `content-length: ${bomb.length}`], bomb, { refused: true }),
    patch('gzip of nothing', ['content-encoding: gzip', `content-length: ${size}`], body),
    {
      ...patch('slow', [`content-length: ${size}`], ''),
      pieces: [request('PATCH /api/v1/me HTTP/1.1', [...head, `content-length: ${size}`]), ...[...body]],
      breathMs: 5,
      mayClose: false,
    },
    patch('content type twice', ['content-type: text/plain', `content-length: ${size}`], body),
    patch('expects to go on', ['expect: 100-continue', `content-length: ${size}`], body, { mayClose: false }),
    patch('expects something else', ['expect: coffee', `content-length: ${size}`], body, {
      refused: true,
      mayClose: false,
    }),
  ];
}

/** Addresses and hosts by which somebody might come in at another tenant's door. */
function doors({ host, otherHost, cookie }: Place): Shape[] {
  const get = (name: string, target: string, headers: string[], more: Partial<Shape> = {}, version = '1.1'): Shape => ({
    name: `door: ${name}`,
    pieces: [request(`GET ${target} HTTP/${version}`, [`cookie: ${cookie}`, ...headers])],
    ...more,
  });
  const ours = `host: ${host}`;
  const theirs = `host: ${otherHost}`;
  const closed = { refused: true };
  return [
    get('our cookie there', '/api/v1/me', [theirs], closed),
    get('our cookie there, a list', '/api/v1/groups', [theirs], closed),
    get('their address, our host', `http://${otherHost}/api/v1/tenant`, [ours]),
    get('our address, their host', `http://${host}/api/v1/me`, [theirs], closed),
    get('forwarded host', '/api/v1/tenant', [
      ours,
      `x-forwarded-host: ${otherHost}`,
      `forwarded: host=${otherHost}`,
      'x-forwarded-for: 10.0.0.1, ::1',
      'x-forwarded-proto: https',
    ]),
    get('rewritten', '/api/v1/me', [ours, 'x-original-url: /api/v1/tenant', 'x-rewrite-url: /health/live']),
    get('two hosts', '/api/v1/me', [ours, theirs], closed),
    get('hosts in one', '/api/v1/me', [`host: ${host}, ${otherHost}`], closed),
    get('no host', '/api/v1/me', [], closed),
    get('an empty host', '/api/v1/me', ['host:'], closed),
    ...[
      'localhost',
      'a b',
      'user@',
      '[::1]:80',
      '127.0.0.1',
      `${host}.`,
      `${host}:1:2`,
      `${host}/x`,
      'xn--',
      '%00',
      `.${host}`,
    ].map((name) => get(`host ${name}`, '/api/v1/me', [`host: ${name}`], closed)),
    get('host in capitals', '/api/v1/me', [`host: ${host.toUpperCase()}`]),
    get('HTTP/1.0', '/api/v1/me', [ours], {}, '1.0'),
    get('HTTP/1.0 without a host', '/api/v1/me', [], closed, '1.0'),
    get('HTTP/1.2', '/api/v1/me', [ours], { mayClose: true }, '1.2'),
    get('HTTP/9.9', '/api/v1/me', [ours], { mayClose: true, refused: true }, '9.9'),
    ...[
      '//api/v1/me',
      '/api/v1/me/',
      '/API/v1/me',
      '/api/v1/me;x=1',
      '/%61pi/v1/me',
      '/api//v1/me',
      '/api/v1/../v1/me',
      '/api/v1/me%2f',
      '/api/v1/me%00',
      '/api/v1/%zz',
      '/api/v1/groups/%c0%af',
      '/api/v1/me?%zz=%',
      '*',
      '/.',
      '/\\..\\',
      '/api/v1/me#x',
      '/openapi.json/../api/v1/me',
    ].map((target) => get(`address ${target}`, target, [ours], { mayClose: true })),
    get('a very long address', `/api/v1/groups/${'a'.repeat(8000)}`, [ours], closed),
    get('two cookies', '/api/v1/me', [ours, 'cookie: handslag=x']),
    get('cookie garbage', '/api/v1/groups', [ours, 'cookie: handslag=; handslag; ==;;', 'cookie: \xff\xfe=1']),
    get('two tags', '/api/v1/me', [ours, 'if-none-match: "a"', 'if-none-match: *', 'if-match: "v1"', 'if-match: "v2"']),
    get('many ranges', '/api/v1/tenant', [ours, `range: bytes=${'0-1,'.repeat(500)}0-1`]),
    get('upgrade', '/api/v1/me', [ours, 'connection: upgrade', 'upgrade: websocket']),
    get('cleartext HTTP/2', '/api/v1/me', [
      ours,
      'connection: upgrade, http2-settings',
      'upgrade: h2c',
      'http2-settings: AAMAAABkAAQAAP__',
    ]),
    get('many headers', '/api/v1/me', [ours, ...Array.from({ length: 900 }, (_, n) => `x-${n}: 1`)], {
      mayClose: true,
    }),
    get('a huge header', '/api/v1/me', [ours, `x-a: ${'a'.repeat(20_000)}`], closed),
    get('a huge cookie', '/api/v1/me', [ours, `cookie: ${'a=b; '.repeat(4000)}`], closed),
    get('prototype headers', '/api/v1/me', [ours, '__proto__: x', 'constructor: x', 'toString: x']),
  ];
}

/** What is hardly HTTP. */
function noise({ host, cookie }: Place, junk: Buffer): Shape[] {
  const head = [`host: ${host}`, `cookie: ${cookie}`];
  const bare = (name: string, bytes: string | Buffer, more: Partial<Shape> = {}): Shape => ({
    name: `noise: ${name}`,
    pieces: [bytes],
    mayClose: true,
    ...more,
  });
  const get = request('GET /api/v1/me HTTP/1.1', head);
  return [
    ...['OPTIONS', 'TRACE', 'PROPFIND', 'get', 'PURGE', 'X', 'SEARCH', 'LINK'].map((method) =>
      bare(method, request(`${method} /api/v1/me HTTP/1.1`, head), { refused: true }),
    ),
    bare('HEAD', request('HEAD /api/v1/me HTTP/1.1', head), { bodiless: true }),
    bare('CONNECT', request('CONNECT localhost:5432 HTTP/1.1', head), { refused: true }),
    bare('HTTP/0.9', `GET /api/v1/me${crlf}${crlf}`, { refused: true }),
    bare('HTTP/2', `PRI * HTTP/2.0${crlf}${crlf}SM${crlf}${crlf}`, { refused: true }),
    bare('TLS', Buffer.from('16030100f4010000f00303', 'hex'), { refused: true }),
    bare('pipelined', Buffer.concat([get, get, get])),
    bare(
      'a second one in the body of the first',
      request('GET /api/v1/tenant HTTP/1.1', [...head, `content-length: ${get.length}`], get),
    ),
    bare('bare line feeds', `GET /api/v1/me HTTP/1.1\nhost: ${host}\n\n`),
    bare('folded header', request('GET /api/v1/me HTTP/1.1', [...head, 'x-a: b', ' c'])),
    bare('space before the colon', request('GET /api/v1/me HTTP/1.1', [...head, 'x-a : b']), { refused: true }),
    bare('NUL in a header', request('GET /api/v1/me HTTP/1.1', [...head, 'x-a: \0']), { refused: true }),
    bare('line feed in a header', request('GET /api/v1/me HTTP/1.1', [...head, 'x-a: b\rhost: evil']), {
      refused: true,
    }),
    bare('bytes in the address', request('GET /api/v1/groups/\xff\xfe\x80 HTTP/1.1', head)),
    bare('spaces in the address', request('GET /api/v1/me x HTTP/1.1', head), { refused: true }),
    bare('junk', junk, { refused: true }),
    bare(
      'junk in a header',
      request('GET /api/v1/me HTTP/1.1', [...head, `x-junk: ${junk.toString('latin1').replaceAll(/[\r\n]/g, '')}`]),
    ),
    bare(
      'junk as a body',
      request(
        'PATCH /api/v1/me HTTP/1.1',
        [...head, 'sec-fetch-site: same-origin', json, `content-length: ${junk.length}`],
        junk,
      ),
      { refused: true },
    ),
    bare(
      'junk as a cookie',
      request('GET /api/v1/groups HTTP/1.1', [
        `host: ${host}`,
        `cookie: handslag=${junk.toString('latin1').replaceAll(/[\r\n]/g, '')}`,
      ]),
      { refused: true },
    ),
  ];
}

/** Every shape there is; `junk` is what the random ones are made of. */
export const shapesAt = (place: Place, junk: Buffer): Shape[] => [
  ...lengths(place),
  ...doors(place),
  ...noise(place, junk),
];

/** Which shape, and junk for it: never empty, and it ends, so that no answer has to be waited for. */
export const anyShape = fc.record({
  which: fc.nat({ max: 9999 }),
  junk: fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((bytes) => Buffer.concat([Buffer.from(bytes), Buffer.from('\r\n\r\n')])),
});
