// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Global, Module } from '@nestjs/common';
import { Invalid } from '#kernel';
import { Jobs } from '#platform/queue';
import { ProvenCallers, type ProvenCaller } from '#tenant/mandates';
import { Place, type Body, type Someone } from '../../testing/place.ts';

const proven = new Map<string, ProvenCaller>();
const message = 'Du ringer helsingborg, och låter oss be om hjälp åt dig.';

/** What #tenant/callers answers, without a provider to ask. */
@Global()
@Module({
  providers: [
    {
      provide: ProvenCallers,
      useValue: {
        proven: async (agentId: string, callerId: string) => {
          const found = proven.get(`${agentId} ${callerId}`);
          if (!found) throw new Invalid('mandate.caller-not-proven', { pointer: '/onBehalf/call/callerId' });
          return found;
        },
      },
    },
  ],
  exports: [ProvenCallers],
})
class PhoneModule {}

const place = new Place();
const callerId = '0e0e0e0e-0e0e-4e0e-8e0e-0e0e0e0e0e0e';
let agent: Someone;
let leader: Someone;
let helper: Someone;
let astrid: Someone;
let lax: string;
let strict: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'handslag-texts-'));
  const phone = { module: PhoneModule, entities: [], policies: [] };
  await place.open([phone], { config: { OUTGOING_FOLDER: folder } });
  const town = await place.tenant('helsingborg');
  const unit = { unitId: '0c0c0c0c-0c0c-4c0c-8c0c-0c0c0c0c0c0c' };
  agent = await place.person(town, 'Kalle Kontaktcenter', ['staff'], unit);
  leader = await place.person(town, 'Lena Ledare');
  helper = await place.person(town, 'Hjalmar');
  astrid = await place.person(town, 'Astrid');
  lax = await place.group(town, 'Söder', [helper], { leaders: [leader], unverifiedCallers: true });
  strict = await place.group(town, 'Norr', [helper], { leaders: [leader] });
});
afterAll(async () => {
  await place.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => proven.clear());

const spoken = { alias: 'Berta', consent: { kind: 'spoken', words: 'Ja, be om hjälp åt mig.' } };
const take = (call: object, more: object = {}, whom: object = spoken, as = agent) =>
  place.call(as, 'POST', '/requests', {
    serviceType: 'accompany',
    text: 'Följa med till apoteket',
    groupIds: [strict],
    send: true,
    onBehalf: { ...whom, call },
    ...more,
  });
const unproven = (pointer: string) => ({ status: 422, errors: [{ pointer, code: 'request.caller-unproven' }] });
async function texts(): Promise<string[]> {
  await place.hints.drain();
  await place.app.get(Jobs).sweep();
  await place.hints.drain();
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sms.txt')).sort();
  return Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')));
}

test('a call is enough only where the leaders say so, and nothing is kept of a call that was not', async () => {
  expect((await take({})).json()).toMatchObject(unproven('/groupIds/0'));
  expect((await place.ok(agent, 'GET', '/clients')).items).toEqual([]);
  const { version } = await place.ok(leader, 'GET', `/groups/${strict}`);
  const rule = { unverifiedCallers: true };
  expect(
    (await place.call(helper, 'PATCH', `/groups/${strict}`, rule, { 'if-match': `"v${version}"` })).statusCode,
  ).toBe(403);
  const opened = await place.ok(leader, 'PATCH', `/groups/${strict}`, rule, { 'if-match': `"v${version}"` });
  const taken = await take({});
  expect(taken.json()).toMatchObject({ call: { proven: false, tellBy: 'call' } });
  const again = { 'if-match': `"v${opened.version}"` };
  await place.ok(leader, 'PATCH', `/groups/${strict}`, { unverifiedCallers: false }, again);
  expect((await take({})).json()).toMatchObject(unproven('/groupIds/0'));
});

test('no way around it: not by a draft, by another group later, by one more time, or to a partner', async () => {
  const draft = (await take({}, { send: false })).json<Body>();
  expect((await place.call(agent, 'POST', `/requests/${draft.id}/send`)).json()).toMatchObject(unproven('/groupIds/0'));
  const open = (await take({}, { groupIds: [lax] })).json<Body>();
  const moved = await place.call(
    agent,
    'PATCH',
    `/requests/${open.id}`,
    { groupIds: [lax, strict] },
    { 'if-match': `"v${open.version}"` },
  );
  expect(moved.json()).toMatchObject(unproven('/groupIds/1'));
  const partnerIds = ['0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a'];
  expect((await take({}, { groupIds: [lax], partnerIds })).json()).toMatchObject(unproven('/partnerIds'));
  const { version } = await place.ok(leader, 'GET', `/groups/${lax}`);
  await place.ok(leader, 'PATCH', `/groups/${lax}`, { unverifiedCallers: false }, { 'if-match': `"v${version}"` });
  const until = { expiresAt: place.clock.in(48) };
  expect((await place.call(agent, 'POST', `/requests/${open.id}/extend`, until)).json()).toMatchObject(
    unproven('/groupIds/0'),
  );
  const now = await place.ok(leader, 'GET', `/groups/${lax}`);
  await place.ok(leader, 'PATCH', `/groups/${lax}`, { unverifiedCallers: true }, { 'if-match': `"v${now.version}"` });
});

test('whoever has shown who they are finds what was asked for them, and is entered once, with one signature', async () => {
  expect((await take({ callerId }, {}, {})).json()).toMatchObject({
    status: 422,
    errors: [{ pointer: '/onBehalf/call/callerId', code: 'mandate.caller-not-proven' }],
  });
  proven.set(`${agent.id} ${callerId}`, { personId: astrid.id, name: 'Astrid', message });
  const [first, second] = [await take({ callerId }, {}, {}), await take({ callerId }, {}, { alias: 'Astrid L' })];
  expect([first.statusCode, second.statusCode]).toEqual([201, 201]);
  expect(first.json()).toMatchObject({ call: { proven: true, tellBy: 'call' }, onBehalf: { alias: 'Astrid' } });
  const clients = (await place.ok(agent, 'GET', '/clients?q=astrid')).items;
  expect(clients).toMatchObject([{ alias: 'Astrid', takenOverAt: expect.any(String) }]);
  expect(clients[0].consents).toMatchObject([{ kind: 'signed', state: 'valid', words: message, acts: ['post'] }]);
  const mine = (await place.ok(astrid, 'GET', '/requests?scope=mine')).items;
  expect(mine.map(({ id }: Body) => id).sort()).toEqual([first.json().id, second.json().id].sort());
  // A helper is not told how it came.
  expect((await place.ok(helper, 'GET', `/requests/${first.json().id}`)).call).toBeNull();
});

test('what was said to one agent is nothing to another, and nobody rings themself', async () => {
  proven.set(`${agent.id} ${callerId}`, { personId: astrid.id, name: 'Astrid', message });
  const other = await place.person(agent.tenant, 'Olga', ['coordinator']);
  expect((await take({ callerId }, {}, {}, other)).json()).toMatchObject({
    errors: [{ code: 'mandate.caller-not-proven' }],
  });
  proven.set(`${other.id} ${callerId}`, { personId: other.id, name: 'Olga', message });
  expect((await take({ callerId }, {}, {}, other)).json()).toMatchObject({ code: 'caller.yourself' });
});

test('whoever wants a text message gets one when there is news, by day, with a number to ring and no name', async () => {
  const details = { phone: '070-174 06 05', place: 'Drottninggatan 4' };
  const to = { groupIds: [lax], matching: 'asker-chooses' };
  expect((await take({ tellBy: 'sms' }, to)).json()).toMatchObject({
    errors: [{ pointer: '/details/phone', code: 'request.text-to-where' }],
  });
  const { id, number } = (await take({ tellBy: 'sms' }, { ...to, details })).json<Body>();
  const quiet = (await take({ tellBy: 'letter' }, { ...to, details })).json<Body>();
  expect(await texts()).toEqual([]);
  await place.ok(helper, 'POST', `/requests/${quiet.id}/offers`, {});
  const { offer } = await place.ok(helper, 'POST', `/requests/${id}/offers`, {});
  expect(await texts()).toEqual([
    `To: +46701740605\n\nhelsingborg: Någon kan hjälpa dig. Det gäller din förfrågan nr ${number}.\n`,
  ]);
  expect(await texts()).toHaveLength(1);
  place.clock.wait(14);
  await place.ok(agent, 'POST', `/requests/${id}/offers/${offer.id}/acceptance`);
  expect(await texts()).toHaveLength(1);
  place.clock.wait(8);
  const [, second] = await texts();
  expect(second).toContain('Ni är överens.');
  expect(second).not.toMatch(/Hjalmar|Berta|Drottninggatan/);
});

test('what nobody answered is not broadened to a group whose leaders want to know who asks', async () => {
  const klara = await place.person(agent.tenant, 'Klara', ['coordinator']);
  const { id } = (await take({}, { groupIds: [lax] })).json<Body>();
  place.clock.wait(25);
  await texts();
  const { items } = await place.ok(klara, 'GET', '/requests/unanswered');
  expect(items.find((one: Body) => one.request.id === id)).toMatchObject({ next: null });
  const broadened = await place.call(klara, 'POST', `/requests/${id}/broadening`, { groupId: strict });
  expect(broadened.json()).toMatchObject({ status: 422, errors: [{ pointer: '/groupId' }] });
});
