// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tenantHouse, type House, type Somebody } from '../../testing/tenant-house.ts';

let house: House;
let admin: Somebody;
let member: Somebody;
let group: string;
beforeAll(async () => {
  house = await tenantHouse();
  await house.addTenant('club', 'association');
  admin = await house.somebody('club', ['administrator']);
  member = await house.somebody('club', ['member']);
  group = await found({ name: 'Vandrare', access: 'open' });
});
afterAll(() => house.close());

async function found(fields: { name: string; access: string }): Promise<string> {
  const answer = await admin.call('POST', '/groups', { kind: 'both', ...fields });
  expect(answer.status).toBe(201);
  return `/groups/${(answer.body as { id: string }).id}`;
}
const tagOf = async (who: Somebody, path: string) => String((await who.call('GET', path)).headers['etag']);
const unless = (who: Somebody, path: string, tags: string) =>
  who.call('GET', path, undefined, { 'if-none-match': tags });

test('whoever already has the answer gets 304: the tag, the cache rule, no body and no words about one', async () => {
  const whole = await member.call('GET', group);
  const tag = String(whole.headers['etag']);
  expect(tag).toMatch(/^"v1\.[\w-]{16}"$/);
  for (const tags of [tag, `W/${tag}`, `"other", W/${tag}`, '*']) {
    const { status, body, headers } = await unless(member, group, tags);
    expect({ tags, status, body }).toEqual({ tags, status: 304, body: '' });
    expect(headers).toMatchObject({ etag: tag, 'cache-control': whole.headers['cache-control'] });
    expect(headers).not.toHaveProperty('content-type');
    expect(Number(headers['content-length'] ?? 0)).toBe(0);
  }
  expect((await unless(member, group, '"v1.anotheranswer00", "v1"')).status).toBe(200);
});

test('HEAD is answered as GET is', async () => {
  const head = (headers: Record<string, string>) =>
    house.app.inject({
      method: 'HEAD',
      url: `/api/v1${group}`,
      headers: { host: 'club.localhost', 'x-test-person': member.id, ...headers },
    });
  const tag = await tagOf(member, group);
  expect((await head({})).headers.etag).toBe(tag);
  expect((await head({ 'if-none-match': tag })).statusCode).toBe(304);
});

test('what changes without a new version is a new answer too', async () => {
  const before = await member.call('GET', group);
  expect((await member.call('POST', `${group}/membership`)).status).toBeLessThan(300);
  const after = await unless(member, group, String(before.headers['etag']));
  expect(after.status).toBe(200);
  expect(after.body).toMatchObject({ version: before.body.version, membership: { state: 'member' } });
});

test("another person's answer is another answer when they may do other things", async () => {
  const theirs = await tagOf(admin, group);
  expect(theirs).not.toBe(await tagOf(member, group));
  expect((await unless(member, group, theirs)).status).toBe(200);
});

test('304 tells nobody what 200 would not: neither that a hidden group is there, nor that it is unchanged', async () => {
  const hidden = await found({ name: 'Gömda', access: 'hidden' });
  const nowhere = '/groups/99999999-9999-4999-8999-999999999999';
  const tag = await tagOf(admin, hidden);
  for (const tags of ['*', tag]) {
    expect((await unless(admin, hidden, tags)).status).toBe(304);
    const [refused, missing] = await Promise.all([unless(member, hidden, tags), unless(member, nowhere, tags)]);
    expect(refused.status).toBe(404);
    expect({ ...refused.body, traceId: '' }).toEqual({ ...missing.body, traceId: '' });
    expect(Object.keys(refused.headers).sort()).toEqual(Object.keys(missing.headers).sort());
    expect((await unless(house.as('club', null), hidden, tags)).status).toBe(401);
  }
});

test('a change takes the tag as it was sent, and is never answered with 304', async () => {
  const tag = await tagOf(admin, group);
  const change = (name: string) =>
    admin.call('PATCH', group, { name }, { 'if-match': tag, 'if-none-match': `*, ${tag}` });
  expect(await change('Vandrarna')).toMatchObject({ status: 200, body: { name: 'Vandrarna', version: 2 } });
  expect((await change('Vandringen')).status).toBe(412);
});
