// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { Notices } from './notices.ts';
import { SendNotices } from './send-notices.job.ts';

const place = new Place();
let folder: string;
let town: TenantId;
let anna: Someone;
let bo: Someone;
let group: string;
let pushService: Server;
let pushOrigin: string;
let pushAnswer = 201;
/** Until then the push service says nothing. */
let answered: Promise<void> = Promise.resolve();
const pushed: { readonly url: string; readonly headers: NodeJS.Dict<string | string[]>; readonly body: Buffer }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handslag-outgoing-'));
  await place.open([], { config: { OUTGOING_FOLDER: folder, FEDERATION_LOOPBACK: true } });
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  bo = await place.person(town, 'Bo Björk');
  group = await place.group(town, 'Söder', [anna, bo]);
  pushService = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      pushed.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      void answered.then(() => response.writeHead(pushAnswer).end());
    });
  });
  await new Promise<void>((resolve) => pushService.listen(0, '127.0.0.1', resolve));
  pushOrigin = `http://127.0.0.1:${(pushService.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await place.close();
  await new Promise((resolve) => pushService.close(resolve));
  await rm(folder, { recursive: true });
});
const emptyFolder = async () => {
  for (const name of await readdir(folder)) await rm(path.join(folder, name));
};
beforeEach(async () => {
  pushed.length = 0;
  pushAnswer = 201;
  await emptyFolder();
});

const sent = async (kind: 'eml' | 'sms.txt' | 'push.json'): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(kind)).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
};
/** Everything that is due, by the clock of the test. */
const deliver = async () => {
  await place.hints.drain();
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
};
const settings = (who: Someone, change: object) => place.ok(who, 'PATCH', '/me/notice-settings', change);
const readable = (eml: string) =>
  eml.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

const codeIn = (message = '') => / (\d{6})\. /.exec(readable(message))?.[1] ?? '';

async function give(who: Someone, channel: 'email' | 'sms', address: string): Promise<void> {
  await emptyFolder();
  await place.ok(who, 'PUT', `/me/contact-points/${channel}`, { address });
  const [message] = await sent(channel === 'email' ? 'eml' : 'sms.txt');
  const code = codeIn(message);
  await place.ok(who, 'PUT', `/me/contact-points/${channel}/verification`, { code });
  await emptyFolder();
}

async function subscribe(who: Someone): Promise<string> {
  const browser = createECDH('prime256v1');
  browser.generateKeys();
  const keys = { p256dh: browser.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') };
  return (await place.ok(who, 'POST', '/me/push-subscriptions', { endpoint: `${pushOrigin}/of-${who.id}`, keys })).id;
}

async function offerTo(asker: Someone): Promise<void> {
  const { id } = await place.ask(asker, [group], { text: 'Skotta min hemliga trapp' });
  await place.ok(asker === anna ? bo : anna, 'POST', `/requests/${id}/offers`, { note: 'Jag heter Bo' });
}

test('an address counts once its code has come back, and a wrong code does not open it', async () => {
  const put = (address: string) => place.call(anna, 'PUT', '/me/contact-points/email', { address });
  expect((await put('not an address')).json()).toMatchObject({
    code: 'contact-point.email-malformed',
    errors: [{ pointer: '/address' }],
  });
  await put('anna@example.org');
  const verify = (code: string) => place.call(anna, 'PUT', '/me/contact-points/email/verification', { code });
  const [letter] = await sent('eml');
  const code = codeIn(letter);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect((await verify(wrong)).json()).toMatchObject({ code: 'contact-point.code-wrong' });
  expect((await verify(code)).json()).toMatchObject({ code: 'contact-point.code-too-old' });
  await give(anna, 'email', 'anna@example.org');
  expect((await place.ok(anna, 'GET', '/me/notice-settings')).contacts).toEqual([
    { channel: 'email', address: 'anna@example.org', verified: true },
  ]);
  await place.ok(anna, 'PUT', '/me/contact-points/email/verification', { code: '999999' });
});

test('no more than five codes a day leave the house for one person, whatever they take back in between', async () => {
  const cecilia = await place.person(town, 'Cecilia Cederberg');
  const put = (at: string) => place.call(cecilia, 'PUT', '/me/contact-points/sms', { address: at });
  for (let number = 0; number < 5; number += 1) {
    expect((await put(`+4670123456${number}`)).statusCode).toBe(204);
    await place.ok(cecilia, 'DELETE', '/me/contact-points/sms');
  }
  const refused = await put('+46701234569');
  expect([refused.statusCode, refused.json().code]).toEqual([429, 'contact-point.too-many-codes']);
  expect(await sent('sms.txt')).toHaveLength(5);
  expect((await place.ok(cecilia, 'GET', '/me/notice-settings')).contacts).toEqual([]);
  place.clock.wait(24);
  expect((await put('+46701234569')).statusCode).toBe(204);
  place.clock.wait(24 * 6);
});

test('addresses, codes and keys are not readable in the database', async () => {
  await place.ok(bo, 'PUT', '/me/contact-points/email', { address: 'bo.i.hemlighet@example.org' });
  const [letter] = await sent('eml');
  const rows = await place.database.scope.run(town, (em) =>
    em.execute(`select row_to_json(c)::text as row from contact_point c where c.tenant_id = ?`, [town]),
  );
  const text = JSON.stringify(rows);
  expect(text).toContain(bo.id);
  expect(text).not.toContain('hemlighet');
  expect(text).not.toContain(codeIn(letter));
});

test('choices made at the same time are all kept', async () => {
  const dan = await place.person(town, 'Dan Dahl');
  const kinds = ['request.asked', 'request.offered', 'agreement.made', 'agreement.noted', 'group.applied'];
  const answers = await Promise.all(kinds.map((kind) => settings(dan, { choices: [{ kind, channels: ['sms'] }] })));
  expect(answers).toHaveLength(kinds.length);
  const { choices } = await place.ok(dan, 'GET', '/me/notice-settings');
  for (const kind of kinds) expect(choices).toContainEqual({ kind, channels: ['sms'] });
});

test('an e-mail says what sort of news there is, in plain text and in HTML, and not a word of anybody', async () => {
  await offerTo(anna);
  await deliver();
  const [letter = '', ...more] = await sent('eml');
  expect(more).toEqual([]);
  expect(letter).toMatch(/^To: anna@example.org/m);
  expect(letter).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(letter).toContain('text/plain');
  expect(letter).toContain('text/html');
  expect(readable(letter)).toContain(`${anna.origin}/notices`);
  expect(readable(letter)).not.toMatch(/Bo|hemliga|trapp/);
  await deliver();
  expect(await sent('eml')).toHaveLength(1);
});

test('a browser is woken without anything on the locked screen, unless its owner wants it', async () => {
  const id = await subscribe(bo);
  place.clock.wait(0.1);
  await place.ask(anna, [group]);
  await deliver();
  expect(pushed).toHaveLength(1);
  expect(pushed[0]).toMatchObject({
    url: `/of-${bo.id}`,
    headers: { 'content-encoding': 'aes128gcm', ttl: '86400', authorization: expect.stringMatching(/^vapid t=/) },
  });
  expect(pushed[0]?.body.toString('latin1')).not.toMatch(/Handslag|Någon/);
  const [copy = ''] = await sent('push.json');
  const [{ id: noticeId }] = (await place.ok(bo, 'GET', '/notices')).items;
  expect(JSON.parse(copy)).toEqual({ body: 'Du har något nytt i Handslag.', lang: 'sv', dir: 'ltr', id: noticeId });
  expect((await place.ok(bo, 'PUT', '/me/push-key')).publicKey).toMatch(/^[A-Za-z0-9_-]{87}$/);
  pushAnswer = 410;
  await place.ask(anna, [group]);
  await deliver();
  expect((await place.ok(bo, 'GET', '/me/notice-settings')).browsers).toEqual([]);
  expect((await place.call(bo, 'DELETE', `/me/push-subscriptions/${id}`)).statusCode).toBe(404);
});

test('a browser wakes for whoever asked it to last', async () => {
  const at = (who: Someone) => ({
    endpoint: `${pushOrigin}/shared`,
    keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
    who,
  });
  for (const { who, ...browser } of [at(anna), at(bo)])
    expect((await place.ok(who, 'POST', '/me/push-subscriptions', browser)).mark).toMatch(/^[\w-]{43}$/);
  expect((await place.ok(anna, 'GET', '/me/notice-settings')).browsers).toEqual([]);
  const [{ id }] = (await place.ok(bo, 'GET', '/me/notice-settings')).browsers;
  expect((await place.call(anna, 'DELETE', `/me/push-subscriptions/${id}`)).statusCode).toBe(404);
  await place.ok(bo, 'DELETE', `/me/push-subscriptions/${id}`);
});

test('nothing is sent at an address that no browser could have', async () => {
  for (const endpoint of ['https://10.0.0.1/x', 'https://intranet.example/x', 'http://fcm.googleapis.com/x']) {
    const answer = await place.call(bo, 'POST', '/me/push-subscriptions', {
      endpoint,
      keys: { p256dh: 'A'.repeat(87), auth: 'A'.repeat(22) },
    });
    expect(answer.json()).toMatchObject({ code: 'notice.push-service-unknown', errors: [{ pointer: '/endpoint' }] });
  }
});

test('at night it waits until seven, and then comes as one', async () => {
  place.clock.wait(12);
  await offerTo(anna);
  await offerTo(anna);
  await deliver();
  expect(await sent('eml')).toEqual([]);
  place.clock.wait(9);
  await deliver();
  expect(await sent('eml')).toHaveLength(1);
});

test('what fails is tried again later, only the way that failed', async () => {
  await subscribe(anna);
  pushAnswer = 503;
  await offerTo(anna);
  await deliver();
  expect(await sent('eml')).toHaveLength(1);
  expect(pushed.length).toBeGreaterThan(0);
  pushed.length = 0;
  pushAnswer = 201;
  await deliver();
  expect(pushed).toEqual([]);
  place.clock.wait(0.1);
  await deliver();
  expect(pushed).toHaveLength(1);
  expect(await sent('eml')).toHaveLength(1);
});

test('chosen away, paused or already seen, nothing leaves the app', async () => {
  await settings(anna, { choices: [{ kind: 'request.offered', channels: [] }] });
  await offerTo(anna);
  await deliver();
  await settings(anna, {
    choices: [{ kind: 'request.offered', channels: ['email'] }],
    pausedUntil: place.clock.in(24),
  });
  await offerTo(anna);
  await deliver();
  await settings(anna, { pausedUntil: null, digestAt: '17:00' });
  await offerTo(anna);
  await deliver();
  await place.ok(anna, 'POST', '/notices/seen', { until: place.clock.in(1) });
  place.clock.wait(24);
  await deliver();
  expect(await sent('eml')).toEqual([]);
  const kinds = (await place.ok(anna, 'GET', '/notices')).items.map(({ kind }: Body) => kind);
  expect(kinds.filter((kind: string) => kind === 'request.offered').length).toBeGreaterThanOrEqual(3);
  expect(
    (await place.call(anna, 'PATCH', '/me/notice-settings', { pausedUntil: place.clock.in(24 * 100) })).json(),
  ).toMatchObject({ code: 'notice.pause-too-long' });
});

test('an SMS goes to a number that was confirmed, in the language of its owner', async () => {
  await settings(anna, { digestAt: null, choices: [{ kind: 'request.offered', channels: ['sms'] }] });
  await give(anna, 'sms', '+46701234567');
  await place.ok(anna, 'PATCH', '/me', { locale: 'en' });
  await offerTo(anna);
  await deliver();
  expect(await sent('sms.txt')).toEqual([
    `To: +46701234567\n\nThere is something new for you in Handslag. ${anna.origin}/notices\n`,
  ]);
});

test('what leaves the app is the same however far somebody is protected, and names and places nobody', async () => {
  const said = new Set<string>();
  for (const protection of ['none', 'mediated-only', 'no-transfer'] as const) {
    const greta = await place.person(town, 'Greta Ålund', ['resident'], { protection });
    const stairs = await place.group(town, `Trappan ${protection}`, [greta, bo]);
    const choices = [{ kind: 'request.offered', channels: ['email', 'sms'] }];
    await settings(greta, { sayWhat: true, quietFrom: '00:00', quietTo: '00:00', choices });
    await give(greta, 'email', 'greta@example.org');
    await give(greta, 'sms', '+46701234568');
    const { id } = await place.ask(greta, [stairs], { text: 'Bära en byrå', details: { place: 'Dolda gatan 7' } });
    await place.ok(bo, 'POST', `/requests/${id}/offers`, { note: 'Jag heter Bo' });
    await deliver();
    const letters = (await sent('eml')).filter((letter) => letter.includes('greta@example.org')).map(readable);
    const texts = (await sent('sms.txt')).filter((text) => text.includes('+46701234568'));
    expect([letters.length, texts.length]).toEqual([1, 1]);
    expect(letters.concat(texts).join()).not.toMatch(/Greta|lund|Dolda|gatan|heter/);
    said.add(`${/Hej!.*?\/notices/s.exec(letters.join())?.[0]} ${texts.join()}`);
  }
  expect([...said]).toEqual([expect.stringContaining('Någon kan hjälpa dig.')]);
});

test('a mail service that is down for a day is waited for, and then everything comes as one; what is older stays in the app', async () => {
  await settings(anna, {
    choices: [{ kind: 'request.offered', channels: ['push'] }],
    quietFrom: '00:00',
    quietTo: '00:00',
  });
  await subscribe(anna);
  await deliver();
  pushed.length = 0;
  pushAnswer = 503;
  await offerTo(anna);
  for (let hour = 0; hour < 24; hour += 1) {
    await deliver();
    place.clock.wait(1);
  }
  expect(pushed.length).toBeGreaterThan(10);
  pushAnswer = 201;
  pushed.length = 0;
  place.clock.wait(1);
  await deliver();
  expect(pushed).toHaveLength(1);
  pushAnswer = 503;
  await offerTo(anna);
  await deliver();
  place.clock.wait(49);
  pushed.length = 0;
  pushAnswer = 201;
  await deliver();
  expect(pushed).toEqual([]);
});

test('while nobody answers out there, eight wait and the rest of the house works on', async () => {
  const people: Someone[] = [];
  for (let number = 0; number < 9; number += 1) people.push(await place.person(town, `Nio ${number}`));
  for (const who of people) {
    await subscribe(who);
    await settings(who, { quietFrom: '00:00', quietTo: '00:00' });
  }
  await deliver();
  const ids = people.map(({ id }) => id);
  await place.database.scope.run(town, () => place.app.get(Notices).tell('group.admitted', group, ids));
  pushed.length = 0;
  let answer: () => void = () => undefined;
  answered = new Promise((resolve) => (answer = resolve));
  const sending = place.app.get(SendNotices, { strict: false });
  let over = 0;
  const rounds = people.map((who) => sending.run(town, who.id).then(() => (over += 1)));
  while (pushed.length < 8) await new Promise((resolve) => setImmediate(resolve));
  await rounds[8];
  expect([pushed.length, over]).toEqual([8, 1]);
  answer();
  await Promise.all(rounds);
  await place.hints.drain();
  expect(pushed).toHaveLength(9);
});

test('what many are told of is one hint, and goes out in rounds until all of them have it', async () => {
  const people: Someone[] = [];
  for (let number = 0; number < 30; number += 1) people.push(await place.person(town, `Trettio ${number}`));
  for (const who of people) {
    await subscribe(who);
    await settings(who, { quietFrom: '00:00', quietTo: '00:00' });
  }
  await deliver();
  pushed.length = 0;
  const ids = people.map(({ id }) => id);
  await place.database.scope.run(town, () => place.app.get(Notices).tell('group.admitted', group, ids));
  // The first round leaves somebody over and hints again; the second leaves nobody.
  expect(await place.hints.drain()).toBe(2);
  expect(pushed.map(({ url }) => url).sort()).toEqual(ids.map((id) => `/of-${id}`).sort());
});

test('whoever has no way out of the app is told in it, and nothing waits for them', async () => {
  const cilla = await place.person(town, 'Cilla Ceder');
  await place.database.scope.run(town, () => place.app.get(Notices).tell('group.admitted', group, [anna.id, cilla.id]));
  const due = await place.database.scope.run(town, () =>
    place.database.scope.rows<{ who: string; waits: boolean }>(
      `select n.person_id as who, n.due_at is not null as waits from notice n
       where n.tenant_id = :tenant and n.kind = 'group.admitted' and n.person_id = any(:people::uuid[])`,
      { people: [anna.id, cilla.id] },
    ),
  );
  expect(new Map(due.map(({ who, waits }) => [who, waits]))).toEqual(
    new Map([
      [anna.id, true],
      [cilla.id, false],
    ]),
  );
  expect((await place.ok(cilla, 'GET', '/notices')).items).toMatchObject([{ kind: 'group.admitted' }]);
});

test('notices are let go after three months', async () => {
  const before = (await place.ok(anna, 'GET', '/notices')).items as Body[];
  expect(before.length).toBeGreaterThan(0);
  place.clock.wait(24 * 91);
  await deliver();
  // Requests whose time is over by now are news again; nothing that is old is left.
  const { items } = await place.ok(anna, 'GET', '/notices');
  for (const { id } of before) expect(items).not.toContainEqual(expect.objectContaining({ id }));
});
