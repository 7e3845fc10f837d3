// SPDX-License-Identifier: EUPL-1.2
// FROZEN (docs/adr/0029): what this machine can do at best. A bare HTTP server and one call of a function of floor.sql
// for each request; a signed cookie says who asks. No validation, no policies, no limits, no log. What the product does
// is compared with this in the same run, so a change here moves every ratio: its commit says why.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { Pool } from 'pg';

const { PORT, DATABASE_URL, UNWALLED_DATABASE_URL, COOKIE_SECRET, DATABASE_POOL = '10' } = process.env;
const poolOf = (connectionString) => new Pool({ connectionString, max: Number(DATABASE_POOL), idleTimeoutMillis: 0 });
const pool = poolOf(DATABASE_URL);
/** The same statement without the wall: by a role that row level security does not bind. Only for the feed. */
const unwalled = poolOf(UNWALLED_DATABASE_URL);

/** `tenant.person.group.signature` */
function whoAsks(header = '') {
  const value = header.slice(header.indexOf('=') + 1);
  const cut = value.lastIndexOf('.');
  const signature = Buffer.from(value.slice(cut + 1), 'base64url');
  const wanted = createHmac('sha256', COOKIE_SECRET).update(value.slice(0, cut)).digest();
  if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return undefined;
  const [tenant, person, group] = value.slice(0, cut).split('.');
  return { tenant, person, group };
}

const ask = async (from, name, text, values) => (await from.query({ name, text, values })).rows[0].answer;
const feed = (from, { tenant, person }) => ask(from, 'feed', 'select floor.feed($1, $2) as answer', [tenant, person]);

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

async function answer(request) {
  const who = whoAsks(request.headers.cookie);
  if (!who) return [401, '{}'];
  const { tenant, person, group } = who;
  if (request.method === 'GET') return [200, await feed(request.url === '/unwalled' ? unwalled : pool, who)];
  const body = await bodyOf(request);
  if (request.url === '/create') {
    const text = 'select floor.create($1, $2, $3, $4) as answer';
    return [201, JSON.stringify({ id: await ask(pool, 'create', text, [tenant, person, group, body.text]) })];
  }
  const text = 'select floor.accept($1, $2, $3) as answer';
  const agreementId = await ask(pool, 'accept', text, [tenant, person, body.requestId]);
  return agreementId ? [201, JSON.stringify({ agreementId })] : [409, '{}'];
}

function send(response, status, text) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

createServer((request, response) => {
  if (request.url === '/health') return send(response, 200, '{}');
  answer(request).then(
    ([status, text]) => send(response, status, text),
    (error) => {
      console.error(error);
      send(response, 500, '{}');
    },
  );
}).listen(Number(PORT), '127.0.0.1');
