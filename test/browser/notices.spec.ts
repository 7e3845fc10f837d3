// SPDX-License-Identifier: EUPL-1.2
/// <reference lib="dom" />
import { createECDH, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { beginStory } from './story.ts';
import type { Visitor } from './visitor.ts';

const story = beginStory();
let astrid: Visitor;
let jonas: Visitor;
let pushService: Server;
let pushes = 0;
let requestId = '';
const words = 'Någon som kan bära upp en byrå på lördag?';

beforeAll(async () => {
  pushService = createServer((request, response) => {
    pushes += 1;
    request.resume();
    response.writeHead(201).end();
  });
  await new Promise<void>((resolve) => pushService.listen(0, '127.0.0.1', resolve));
  astrid = await story.enter('Astrid Lindqvist');
  jonas = await story.enter('Jonas Ekström');
});
afterAll(async () => {
  await new Promise((resolve) => pushService?.close(resolve));
});

/** As the page itself asks. @throws when the answer is no */
const ask = (visitor: Visitor, method: string, address: string, body?: object) =>
  visitor.page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(`/api/v1${where}`, {
        method: how,
        ...(what ? { body: what, headers } : { headers: { 'idempotency-key': crypto.randomUUID() } }),
      });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      const text = await answer.text();
      return text ? JSON.parse(text) : undefined;
    },
    [method, address, body ? JSON.stringify(body) : ''] as const,
  );

/** The newest message that the municipality's plane has written and `test` accepts. */
async function sent(ending: string, accepts: (text: string) => boolean): Promise<string> {
  const folder = path.join(story.house.data, 'municipal/outgoing');
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
    for (const name of names.reverse()) {
      const text = readable(await readFile(path.join(folder, name), 'utf8'));
      if (accepts(text)) return text;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`No such ${ending} was written`);
}

/** Quoted-printable, read. */
const readable = (text: string): string => {
  const bytes = text.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => {
    return String.fromCharCode(parseInt(hex, 16));
  });
  return bytes === text ? text : Buffer.from(bytes, 'latin1').toString('utf8');
};

const offer = () => ask(jonas, 'POST', `/requests/${requestId}/offers`, { note: 'Jonas här, jag är stark' });

test('nothing has happened yet, and the page says so', async () => {
  await astrid.page
    .getByRole('link', { name: /^Aviseringar/ })
    .first()
    .click();
  await astrid.see('Inget nytt');
  await astrid.look('notices-empty');
});

test('Astrid shows that an address is hers; a wrong code is refused in words', async () => {
  await astrid.page.getByRole('link', { name: 'Så vill jag få veta' }).click();
  const section = astrid.page.getByRole('region', { name: 'E-post' });
  const address = section.getByLabel('Din e-postadress');
  await address.fill('astrid');
  await section.getByRole('button', { name: 'Skicka en kod dit' }).click();
  await astrid.see('Skriv e-postadressen som namn@exempel.se.');
  await address.fill('astrid@example.org');
  await section.getByRole('button', { name: 'Skicka en kod dit' }).click();
  const letter = await sent('.eml', (text) => text.includes('To: astrid@example.org'));
  const code = / (\d{6})\. /.exec(letter)?.[1] ?? '';
  await section.getByLabel('Koden').fill(code === '111111' ? '222222' : '111111');
  await section.getByRole('button', { name: 'Bekräfta' }).click();
  await astrid.see('Koden stämmer inte.');
  await astrid.look('notice-settings-wrong-code');
  await section.getByLabel('Koden').fill(code);
  await section.getByRole('button', { name: 'Bekräfta' }).click();
  await section.getByText('Bekräftad').waitFor();
});

test('she chooses when, and what for, and rests for a month and not', async () => {
  const section = astrid.page.getByRole('region', { name: 'När' });
  await section.getByLabel('Tyst från').fill('');
  await section.getByRole('button', { name: 'Spara' }).click();
  await section.getByText('Skriv ett klockslag.').waitFor();
  // Told at once whenever this is played, day or night.
  await section.getByLabel('Tyst från').fill('00:00');
  await section.getByLabel('Tyst till').fill('00:00');
  await section.getByRole('button', { name: 'Spara' }).click();
  await astrid.see('Sparat.');
  await section.getByRole('button', { name: 'Pausa en månad' }).click();
  await section.getByText(/^Pausat till/).waitFor();
  await section.getByRole('button', { name: 'Börja igen' }).click();
  await section.getByRole('button', { name: 'Pausa en månad' }).waitFor();
  await astrid.page.getByText('Välj för varje sorts nyhet').click();
  await astrid.look('notice-settings');
  await astrid.page.getByRole('link', { name: 'Lägg appen på hemskärmen i din iPhone' }).click();
  await astrid.see('Bläddra ner och välj Lägg till på hemskärmen.');
  await astrid.look('notice-home-screen');
});

test('when Jonas can help, she is told by e-mail, without a word of who or what', async () => {
  const groups = await ask(astrid, 'GET', '/groups?limit=100');
  const { id } = groups.items.find(({ name }: { name: string }) => name === 'Grannhjälp Söder');
  for (const one of [astrid, jonas]) await ask(one, 'POST', `/groups/${id}/membership`).catch(() => undefined);
  // What others ask her meanwhile is not what this is about.
  await ask(astrid, 'PATCH', '/me/notice-settings', { choices: [{ kind: 'request.asked', channels: [] }] });
  const request = { serviceType: 'practical', text: words, groupIds: [id], send: true };
  requestId = (await ask(astrid, 'POST', '/requests', request)).id;
  await offer();
  const letter = await sent('.eml', (text) => text.includes('Subject:') && text.includes('Någon kan hjälpa dig'));
  expect(letter).toMatch(/^Subject: .*N.*got.*nytt.*hos.*Helsingborg/m);
  expect(letter.indexOf('Content-Type: text/plain')).toBeLessThan(letter.indexOf('Content-Type: text/html'));
  expect(letter).toContain(`${story.house.town('helsingborg')}/notices`);
  expect(letter).not.toMatch(/Jonas|Astrid L|byrå|stark/);
});

test('the bell counts it, and leads to it', async () => {
  await astrid.open('/');
  await astrid.page
    .getByRole('link', { name: /^Aviseringar.*\d+ ny/ })
    .first()
    .click();
  await astrid.page.getByRole('link', { name: /Någon kan hjälpa dig/ }).waitFor();
  await astrid.look('notices');
  await astrid.page.getByRole('link', { name: /Någon kan hjälpa dig/ }).click();
  await astrid.see(words);
  await jonas.open('/notices');
  await jonas.see(/Du är tillfrågad: någon ber om hjälp|Någon i en av dina grupper ber om hjälp/);
  await jonas.look('notices-helper');
});

test('a push message wakes the service worker, says no more than that there is something, and leads there', async () => {
  const { context, page, origin } = astrid;
  await context.grantPermissions(['notifications'], { origin });
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  await ask(astrid, 'POST', '/me/push-subscriptions', {
    endpoint: `http://127.0.0.1:${(pushService.address() as AddressInfo).port}/astrid`,
    keys: { p256dh: keys.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') },
  });
  const { items } = await ask(astrid, 'GET', `/requests/${requestId}/offers`);
  await ask(jonas, 'DELETE', `/requests/${requestId}/offers/${items[0].id}`);
  await offer();
  const payload = await sent('.push.json', () => true);
  expect(payload).not.toMatch(/Jonas|Astrid|byrå|stark|kan hjälpa/);
  for (let attempt = 0; attempt < 40 && pushes === 0; attempt += 1) await page.waitForTimeout(250);
  expect(pushes).toBe(1);

  // The push service of a browser under test cannot be reached: what was sent is handed over by the browser itself.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: payload });
  const shown = async () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, body, data }) => ({
        title,
        body,
        data: String(data),
      }));
    });
  let notifications = await shown();
  for (let attempt = 0; attempt < 40 && notifications.length === 0; attempt += 1) {
    await page.waitForTimeout(250);
    notifications = await shown();
  }
  expect(notifications).toEqual([
    {
      title: 'Handslag',
      body: 'Du har något nytt i Handslag.',
      data: expect.stringMatching(/^\/notices\/[0-9a-f-]{36}$/),
    },
  ]);
  await astrid.open(notifications[0]!.data);
  await astrid.see(words);
  expect(page.url()).toBe(`${origin}/requests/${requestId}`);
});
