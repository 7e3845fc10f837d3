// SPDX-License-Identifier: EUPL-1.2
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { TenantDirectory, TenantScope, type Tenant } from '#platform/tenancy';
import { answerCall, testPersons } from '../../../apps/identity/index.ts';
import { SignInStage } from '../../testing/sign-in-stage.ts';
import { Callers, type Caller } from './callers.ts';

let stage: SignInStage;
let callers: Callers;
let town: Tenant;
const tenants = new Map<string, Tenant>();
const numberOf = (key: string) => testPersons.find((person) => person.key === key)!.personalNumber;
const message = 'Du ringer Helsingborgs stad, och låter oss be om hjälp åt dig.';

beforeAll(async () => {
  stage = await SignInStage.open();
  callers = stage.app.get(Callers);
  for (const tenant of await stage.app.get(TenantDirectory).all()) tenants.set(tenant.host.split('.')[0]!, tenant);
  town = tenants.get('helsingborg')!;
});
afterAll(() => stage.close());
beforeEach(() => stage.clear());

const agent = () => randomUUID() as PersonId;
const ring = (agentId: PersonId, number: string, tenant = town): Promise<Caller> =>
  stage.app.get(TenantScope).run(tenant.id, () => callers.ringUp(tenant, agentId, number, message));

async function settled(agentId: PersonId, { id }: Caller, tenant = town): Promise<Caller> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const caller = await callers.find(tenant.id, agentId, id);
    if (caller.state !== 'waiting') return caller;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('Nothing came of the call');
}

test('a caller says yes, says no, or is somebody else; and whoever has no e-ID of that level is refused', async () => {
  const { issuer } = stage.identity;
  const outcome = async (key: string, word: 'approve' | 'cancel', as?: string) => {
    const agentId = agent();
    const call = await ring(agentId, numberOf(key));
    expect(call).toMatchObject({ state: 'waiting', personId: null });
    await answerCall(issuer, key, word, as);
    return settled(agentId, call);
  };
  const [yes, no, other, low, unknown] = await Promise.all([
    outcome('astrid', 'approve'),
    outcome('jonas', 'cancel'),
    outcome('samira', 'approve', 'elin'),
    outcome('tova', 'approve'),
    (async () => {
      const agentId = agent();
      return settled(agentId, await ring(agentId, '191212121212'));
    })(),
  ]);
  expect(yes).toMatchObject({ state: 'approved', personId: expect.any(String), message });
  expect([no, other, low, unknown].map(({ state, personId }) => [state, personId])).toEqual([
    ['cancelled', null],
    ['other-person', null],
    ['refused', null],
    ['refused', null],
  ]);
  const came = await stage.visitors();
  expect(came.map(({ displayName }) => displayName)).toEqual(['Astrid Lindqvist']);
  expect(JSON.stringify(came)).not.toContain(numberOf('astrid'));
  const kept = await stage.database.platform.query(
    'select c::text as line from caller c union all select e::text from sign_in_event e',
  );
  for (const key of ['astrid', 'jonas', 'samira', 'elin'])
    expect(JSON.stringify(kept.rows)).not.toMatch(new RegExp(`${numberOf(key)}|${numberOf(key).slice(2)}`));
  const outcomes = (await stage.events()).map((event) => event.outcome).sort();
  expect(outcomes).toEqual([
    'caller-cancelled',
    'caller-other-person',
    'caller-proven',
    'caller-refused',
    'caller-refused',
  ]);
});

test('somebody who is not a member has shown who they are, but is not here', async () => {
  const [agentId, tenant] = [agent(), tenants.get('rodakorset')!];
  const call = await ring(agentId, numberOf('astrid'), tenant);
  await answerCall(stage.identity.issuer, 'astrid', 'approve');
  expect(await settled(agentId, call, tenant)).toMatchObject({ state: 'not-here', personId: null });
});

test('a provider that says it took too long is believed, and no answer is waited for any longer', async () => {
  const [agentId, tenant] = [agent(), tenants.get('ending')!];
  expect(await settled(agentId, await ring(agentId, numberOf('jonas'), tenant), tenant)).toMatchObject({
    state: 'expired',
    personId: null,
  });
  expect(await stage.events()).toEqual([{ outcome: 'caller-expired', reason: 'provider-expired_token' }]);
});

test('what takes too long has expired, and what was hung up is worth nothing, whatever is answered then', async () => {
  const before = await stage.visitorCount();
  const [late, hung, asksAnew] = [agent(), agent(), agent()];
  const slow = await ring(late, numberOf('samira'));
  const gone = await ring(hung, numberOf('elin'));
  const first = await ring(asksAnew, numberOf('jonas'));
  const second = await ring(asksAnew, numberOf('astrid'));
  await callers.hangUp(town.id, hung, gone.id);
  stage.clock.ahead = 121_000;
  expect((await callers.find(town.id, late, slow.id)).state).toBe('expired');
  for (const key of ['elin', 'samira', 'jonas']) await answerCall(stage.identity.issuer, key, 'approve');
  await answerCall(stage.identity.issuer, 'astrid', 'cancel');
  // Asked last: when this answer has come, the others have.
  for (let state = 'waiting'; state === 'waiting'; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const { rows } = await stage.database.platform.query('select state from caller where id = $1', [second.id]);
    state = rows[0].state;
  }
  for (const [agentId, { id }] of [
    [hung, gone],
    [asksAnew, first],
  ] as const)
    await expect(callers.find(town.id, agentId, id)).rejects.toMatchObject({ kind: 'not-found' });
  expect(await callers.find(town.id, late, slow.id)).toMatchObject({ state: 'expired', personId: null });
  expect(await stage.visitorCount()).toBe(before);
});

test('to another agent, and to another tenant, a call does not exist', async () => {
  const agentId = agent();
  const { id } = await ring(agentId, numberOf('tova'));
  for (const [tenant, who] of [
    [town, agent()],
    [tenants.get('rodakorset')!, agentId],
  ] as const) {
    await expect(callers.find(tenant.id, who, id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(callers.hangUp(tenant.id, who, id)).rejects.toMatchObject({ kind: 'not-found' });
  }
  expect((await callers.find(town.id, agentId, id)).state).toBe('waiting');
  await callers.hangUp(town.id, agentId, id);
});

test('nobody’s e-ID is made to ring again and again', async () => {
  for (let times = 0; times < 3; times += 1) await ring(agent(), '199001019876');
  await expect(ring(agent(), '199001019876')).rejects.toMatchObject({ code: 'caller.too-many' });
  // In the database, so that another process of the plane would refuse it, too; and the number is not there.
  const { rows } = await stage.database.platform.query<{ key: string; points: number }>(
    "select key, points from rate_limit where key like 'caller:%' and points = 4",
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.key).not.toContain('199001019876');
  stage.clock.ahead = 601_000;
  await expect(ring(agent(), '199001019876')).resolves.toMatchObject({ state: 'waiting' });
});

test('a provider that is gone is named as that', async () => {
  const agentId = agent();
  const tenant = tenants.get('dead')!;
  expect((await settled(agentId, await ring(agentId, numberOf('astrid'), tenant), tenant)).state).toBe('unavailable');
});
