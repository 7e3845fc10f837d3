// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Jobs } from '#platform/queue';
import { Place, type Body, type Someone } from '../../testing/place.ts';
import { localMinute } from './local-time.ts';

const place = new Place();
let folder: string;
let town: TenantId;
let anna: Someone;
let helpers: Someone[];
const addressOf = (who: Someone) => `of-${who.id}@example.org`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handslag-turns-'));
  await place.open([], { config: { OUTGOING_FOLDER: folder } });
  town = await place.tenant('helsingborg');
  anna = await place.person(town, 'Anna Asplund');
  helpers = [];
  for (let n = 0; n < 6; n += 1) helpers.push(await place.person(town, `Hjälpare ${n}`));
  for (const one of helpers) await give(one);
});
afterAll(async () => {
  await place.close();
  await rm(folder, { recursive: true });
});

async function letters(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
  return Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
}
const emptyFolder = async () => {
  for (const name of await readdir(folder)) await rm(path.join(folder, name));
};
/** As it is read; what is not ASCII is left as the bytes that were sent. */
const readable = (eml: string) =>
  eml.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
async function give(who: Someone): Promise<void> {
  await emptyFolder();
  await place.ok(who, 'PUT', '/me/contact-points/email', { address: addressOf(who) });
  const [letter = ''] = await letters();
  const code = / (\d{6})\. /.exec(readable(letter))?.[1];
  await place.ok(who, 'PUT', '/me/contact-points/email/verification', { code });
  await emptyFolder();
}
const deliver = async () => {
  await place.hints.drain();
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
};
const clock = (minute: number) => {
  const of = (minute + 1440) % 1440;
  return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
};

test('whose turn it is in quiet is written to after their quiet hours, as they chose, without a word of what or who', async () => {
  const group = await place.group(town, 'Söder', [anna, ...helpers]);
  const now = localMinute(place.clock.now());
  for (const one of helpers)
    await place.ok(one, 'PATCH', '/me/notice-settings', { quietFrom: clock(now - 30), quietTo: clock(now + 60) });
  const { id } = await place.ask(anna, [group], {
    quiet: true,
    serviceType: 'social',
    area: 'Norr',
    text: 'Xqzhemlig text',
  });
  const asked: Someone[] = [];
  for (const one of helpers) {
    const { items } = await place.ok<Body>(one, 'GET', '/requests?limit=100');
    if (items.some((request: Body) => request.id === id)) asked.push(one);
  }
  expect(asked).toHaveLength(4);
  const [reluctant, ...willing] = asked as [Someone, ...Someone[]];
  await place.ok(reluctant, 'PATCH', '/me/notice-settings', { choices: [{ kind: 'request.asked', channels: [] }] });
  await deliver();
  expect(await letters()).toEqual([]);
  place.clock.wait(1.2);
  await deliver();
  const sent = await letters();
  const to = sent.map((letter) => /^To: (.*?)\r?$/m.exec(letter)?.[1] ?? '');
  expect(to.sort()).toEqual(willing.map(addressOf).sort());
  for (const letter of sent.map(readable)) {
    expect(letter).toContain('ber om hj');
    expect(letter).not.toMatch(/Xqz|Anna|Asplund|Norr|stillhet/);
    expect(letter).not.toContain(id);
  }
  // In the app, everybody who was asked has it; whoever was not, nothing.
  for (const one of helpers) {
    const { items } = await place.ok<Body>(one, 'GET', '/notices');
    expect(items.map(({ kind }: Body) => kind)).toEqual(asked.includes(one) ? ['request.asked'] : []);
  }
});
