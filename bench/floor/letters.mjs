// SPDX-License-Identifier: EUPL-1.2
// FROZEN (docs/adr/0029): the least that one letter to many can cost on this machine. The sender signs once, encrypts
// once, and wraps the key for each partner; the receiver unwraps, decrypts, verifies, and answers when the letter is in
// the database for good, each once. No conversations, no grants, no receipts, no tries after a failure.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  randomUUID,
  sign,
  verify,
} from 'node:crypto';
import { Agent, createServer, request } from 'node:http';
import { Pool } from 'pg';

const { PORT, RECEIVER, DATABASE_URL, DATABASE_POOL = '10' } = process.env;
const sockets = 32;

/** Both sides know each other's keys, which follow from the number: they need not be told. */
const seedOf = (who) => createHash('sha256').update(`floor ${who}`).digest();
const heads = {
  ed25519: Buffer.from('302e020100300506032b657004220420', 'hex'),
  x25519: Buffer.from('302e020100300506032b656e04220420', 'hex'),
};
const keyOf = (kind, who) =>
  createPrivateKey({ key: Buffer.concat([heads[kind], seedOf(`${kind} ${who}`)]), format: 'der', type: 'pkcs8' });
const signing = keyOf('ed25519', 'sender');
const verifying = createPublicKey(signing);
const known = new Map();
const pairOf = (partner) => {
  let pair = known.get(partner);
  if (!pair) {
    const own = keyOf('x25519', partner);
    known.set(partner, (pair = { own, theirs: createPublicKey(own) }));
  }
  return pair;
};

const nonceBytes = 12;
function encrypt(key, text) {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}
function decrypt(key, bytes) {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -16)), decipher.final()]);
}
const keyFrom = (secret) => Buffer.from(hkdfSync('sha256', secret, '', 'floor letter', 32));

/** What every partner gets: signature and body, encrypted by a key of this letter's own. */
function written() {
  const body = Buffer.from(JSON.stringify({ jti: randomUUID(), text: 'Sällskap till tandläkaren. '.repeat(30) }));
  const key = randomBytes(32);
  return { key, sealed: encrypt(key, Buffer.concat([sign(null, body, signing), body])).toString('base64url') };
}

/** Names nobody but the one it is for. */
function wrapped({ key, sealed }, partner) {
  const once = generateKeyPairSync('x25519');
  const secret = diffieHellman({ privateKey: once.privateKey, publicKey: pairOf(partner).theirs });
  const wrap = encrypt(keyFrom(secret), key).toString('base64url');
  const epk = once.publicKey.export({ format: 'der', type: 'spki' }).toString('base64url');
  return JSON.stringify({ partner, epk, wrap, sealed });
}

const agent = new Agent({ keepAlive: true, maxSockets: sockets });
function post(text) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const asked = request({ port: RECEIVER, host: '127.0.0.1', method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 202 ? resolve() : reject(new Error(response.statusCode))));
    });
    asked.once('error', reject);
    asked.end(text);
  });
}

/** @returns ms until the last of so many partners has it for good */
async function sendTo(partners) {
  const since = performance.now();
  const letter = written();
  let next = 0;
  const lane = async () => {
    while (next < partners) {
      next += 1;
      await post(wrapped(letter, next));
    }
  };
  await Promise.all(Array.from({ length: sockets }, lane));
  return performance.now() - since;
}

const pool =
  DATABASE_URL && new Pool({ connectionString: DATABASE_URL, max: Number(DATABASE_POOL), idleTimeoutMillis: 0 });
const text = 'insert into floor.letter (partner, jti, body) values ($1, $2, $3) on conflict do nothing';

async function take(incoming) {
  const parts = [];
  for await (const part of incoming) parts.push(part);
  const { partner, epk, wrap, sealed } = JSON.parse(Buffer.concat(parts).toString());
  const publicKey = createPublicKey({ key: Buffer.from(epk, 'base64url'), format: 'der', type: 'spki' });
  const secret = diffieHellman({ privateKey: pairOf(partner).own, publicKey });
  const key = decrypt(keyFrom(secret), Buffer.from(wrap, 'base64url'));
  const opened = decrypt(key, Buffer.from(sealed, 'base64url'));
  const body = opened.subarray(64);
  if (!verify(null, body, verifying, opened.subarray(0, 64))) return 401;
  const said = body.toString();
  await pool.query({ name: 'keep', text, values: [partner, JSON.parse(said).jti, said] });
  return 202;
}

function end(response, status, content = '{}') {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) });
  response.end(content);
}

createServer((incoming, response) => {
  const { pathname, searchParams } = new URL(incoming.url, 'http://floor');
  if (pathname === '/health') return end(response, 200);
  const work =
    pathname === '/send'
      ? sendTo(Number(searchParams.get('partners'))).then((ms) => end(response, 200, JSON.stringify({ ms })))
      : take(incoming).then((status) => end(response, status));
  work.catch((error) => {
    console.error(error);
    end(response, 500);
  });
}).listen(Number(PORT), '127.0.0.1');
