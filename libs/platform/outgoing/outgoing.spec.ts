// SPDX-License-Identifier: EUPL-1.2
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { SystemClock, SystemRandomness } from '#kernel';
import { Folder } from './folder.ts';
import { FileMail, Franking, SmtpMail } from './mail.ts';
import type { Letter } from './ports.ts';
import { WebPush } from './push.ts';
import { ElksSms, FileSms } from './sms.ts';

const randomness = new SystemRandomness();
const franking = new Franking('handslag@example.org', new SystemClock(), randomness);
const letter: Letter = {
  to: 'anna@example.org',
  fromName: 'Röda Korset, Söder',
  subject: 'Något nytt',
  text: 'Någon kan hjälpa dig.\n',
  html: '<p>Någon kan hjälpa dig.</p>',
  language: 'sv',
};
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handslag-outgoing-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a mail server is given the letter, with its plain twin, to one person; one that refuses it is an error', async () => {
  const taken: { from: string; to: string[]; user: string; data: string }[] = [];
  let full = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _, done) =>
      password === 'hemligt' ? done(null, { user: username }) : done(new Error('no')),
    onData: (stream, session, done) => {
      void text(stream).then((data) => {
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: String(session.user),
          data,
        });
        done(full ? new Error('The box is full') : null);
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const mail = new SmtpMail(`smtp://town:hemligt@127.0.0.1:${port}`, franking);
  await mail.send(letter);
  expect(taken).toMatchObject([{ from: 'handslag@example.org', to: ['anna@example.org'], user: 'town' }]);
  const data = taken[0]?.data ?? '';
  expect(data).toMatch(/^From: =\?UTF-8\?.*<handslag@example\.org>/m);
  expect(data).toMatch(/^Message-ID: <[0-9a-f-]{36}@example\.org>/m);
  expect(data).toMatch(/^Content-Language: sv/m);
  expect(data.indexOf('text/plain')).toBeGreaterThan(0);
  expect(data.indexOf('text/html')).toBeGreaterThan(data.indexOf('text/plain'));
  expect(data).not.toMatch(/nodemailer|x-mailer|list-id/i);
  full = true;
  await expect(mail.send(letter)).rejects.toThrow('The box is full');
  await new Promise<void>((resolve) => server.close(resolve));
  await expect(mail.send(letter)).rejects.toThrow();
});

test('46elks is given number, sender and words, and told to keep none of them; anything but 200 is an error', async () => {
  const asked: { method?: string; authorization?: string; form: Record<string, string> }[] = [];
  let status = 200;
  const elks = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const { method, headers } = request;
      asked.push({
        ...(method ? { method } : {}),
        ...(headers.authorization ? { authorization: headers.authorization } : {}),
        form: Object.fromEntries(new URLSearchParams(body)),
      });
      response.writeHead(status).end('{"status":"created"}');
    });
  });
  elks.listen(0, '127.0.0.1');
  await once(elks, 'listening');
  const { port } = elks.address() as AddressInfo;
  const sms = new ElksSms(`http://u1:p%40ss@127.0.0.1:${port}/a1/sms`, 'Handslag');
  await sms.send('+46701234567', 'Du har något nytt');
  expect(asked).toEqual([
    {
      method: 'POST',
      authorization: `Basic ${Buffer.from('u1:p@ss').toString('base64')}`,
      form: { from: 'Handslag', to: '+46701234567', message: 'Du har något nytt', dontlog: 'message' },
    },
  ]);
  status = 403;
  await expect(sms.send('+46701234567', 'x')).rejects.toThrow('403');
  await new Promise((resolve) => elks.close(resolve));
});

test('laid down in a folder, letters and text messages are files that only their owner may read', async () => {
  const kept = new Folder(path.join(folder, 'kept'), new SystemClock(), randomness);
  await new FileMail(kept, franking).send(letter);
  await new FileSms(kept).send('+46701234567', 'Hej');
  const names = (await readdir(path.join(folder, 'kept'))).sort();
  expect(names.map((name) => name.replace(/^.*?\./, '').replace(/^\d+Z-[0-9a-f]{8}\./, ''))).toEqual(
    expect.arrayContaining(['eml', 'sms.txt']),
  );
  for (const name of names) expect((await stat(path.join(folder, 'kept', name))).mode & 0o077).toBe(0);
  const eml = await readFile(path.join(folder, 'kept', names.find((name) => name.endsWith('.eml')) ?? ''), 'utf8');
  expect(eml).toContain('text/plain');
});

test('only the push services of browsers are called; ones on this machine in development', () => {
  const push = (loopback: boolean) =>
    new WebPush({ randomness, contact: 'mailto:handslag@example.org', loopback, copies: null });
  for (const endpoint of [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
    'https://web.push.apple.com/x',
    'https://wns2-par02p.notify.windows.com/w/?token=x',
  ])
    expect(() => push(false).check(endpoint)).not.toThrow();
  for (const endpoint of [
    'http://fcm.googleapis.com/x',
    'https://fcm.googleapis.com:8443/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://notpush.apple.com/x',
    'https://127.0.0.1/x',
    'http://localhost:5/x',
  ])
    expect(() => push(false).check(endpoint)).toThrow('notice.push-service-unknown');
  expect(() => push(true).check('http://127.0.0.1:5/x')).not.toThrow();
  expect(() => push(true).check('https://10.0.0.1/x')).toThrow('notice.push-service-unknown');
});
