// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { KeyRotation } from '#federation';
import { TenantScope } from '#platform/tenancy';
import { DeliverJob } from '../../libs/federation/delivery/deliver.job.ts';
import { Deliveries } from '../../libs/federation/delivery/deliveries.ts';
import { Departures, type Parcel } from '../../libs/federation/delivery/departures.ts';
import { call, day, done, minute, type Somebody } from './network.ts';
import { Stories } from './stories.ts';
import { Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
/** A transaction that gave way in a deadlock is done once more, and says so. */
const again: unknown[] = [];
const keepAgain = (line: { event?: string }) => void (line.event === 'transaction.again' && again.push(line));
/** Stands in the way of everybody, so that two deeds are surely under way at the same time. */
let bar: Client;
beforeAll(async () => {
  network = await Network.open();
  Logger.overrideLogger({ log: () => undefined, error: () => undefined, warn: keepAgain });
  stories = new Stories(network);
  bar = new Client({ connectionString: network.municipal.database.urls.superuser });
  await bar.connect();
});
afterAll(async () => {
  await bar.end();
  await network.close();
});
beforeEach(() => network.settle());
afterEach(() => expect(again).toEqual([]));

const scope = () => network.municipal.app.get(TenantScope);
const deliveries = () => network.municipal.app.get(Deliveries, { strict: false });
const inTown = <T>(work: () => Promise<T>) => scope().run(network.town.id, work);

async function waiting(count: number): Promise<void> {
  const patience = performance.now() + 60_000;
  while (performance.now() < patience) {
    // Within a transaction who is connected is looked up once: somebody may have come since.
    await bar.query('select pg_stat_clear_snapshot()');
    const { rows } = await bar.query<{ count: number }>(
      `select count(distinct pid)::int as count from pg_locks
       where not granted and pid in (select pid from pg_stat_activity where datname = current_database())`,
    );
    if (rows[0]!.count >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Nobody waits: ${count} were expected`);
}

/** Both deeds begin while a conversation (or a request) is held by somebody else, one after the other; then the way is free. */
async function crossing<A, B>(
  held: string,
  first: () => Promise<A>,
  second: () => Promise<B>,
  place: 'federation_conversation where key' | 'request where id' = 'federation_conversation where key',
): Promise<[A, B]> {
  await bar.query('begin');
  const { rowCount } = await bar.query(`select 1 from ${place} = $1 for update`, [held]);
  expect(rowCount).toBe(1);
  try {
    const one = first();
    one.catch(() => undefined);
    await waiting(1);
    const other = second();
    other.catch(() => undefined);
    await waiting(2);
    await bar.query('commit');
    return await Promise.all([one, other]);
  } finally {
    await bar.query('rollback');
  }
}

const partnershipWith = async (partnerId: string): Promise<string> => {
  const { rows } = await bar.query<{ conversation: string }>('select conversation from partner where id = $1', [
    partnerId,
  ]);
  return rows[0]!.conversation;
};
/** The conversations of the letters that wait to go out to this partner, oldest first. */
const waitingFor = async (partnerId: string): Promise<string[]> => {
  const { rows } = await bar.query<{ key: string }>(
    `select c.key from outbound_message m join federation_conversation c on c.id = m.conversation_id
     where m.partner_id = $1 and m.state = 'waiting' order by m.created_at`,
    [partnerId],
  );
  return rows.map(({ key }) => key);
};
const takenOut = async (partnerId: string): Promise<Parcel> => {
  const departures = network.municipal.app.get(Departures, { strict: false });
  const [parcel] = await inTown(() => departures.claim([partnerId]));
  if (!parcel || 'outlived' in parcel) throw new Error('Nothing to be sent');
  return parcel;
};
const refused = (code: string) => ({ outcome: 'refused' as const, status: 400, code });
const pause = (who: Somebody, partnerId: string, verb: 'suspend' | 'resume' = 'suspend') =>
  done(who, 'POST', `/partners/${partnerId}/${verb}`);
const withdraw = ({ id }: { id: string }) => call(network.nurse, 'POST', `/requests/${id}/withdraw`);

test('an answer to a letter of the partnership and a pause cross, and neither has to be tried again', async () => {
  const { coordinator, redCross } = network;
  await pause(coordinator, redCross.partnerId);
  const parcel = await takenOut(redCross.partnerId);
  const [, resumed] = await crossing(
    await partnershipWith(redCross.partnerId),
    () => inTown(() => deliveries().settle(parcel, { outcome: 'unreachable', code: 'peer.unreachable' })),
    () => pause(coordinator, redCross.partnerId, 'resume'),
  );
  expect(resumed).toMatchObject({ state: 'active', waitingSince: expect.any(String) });
  network.clock.forward(minute);
});

test("a partner's letter about the partnership and a pause of ours cross", async () => {
  const { coordinator, redCross, municipal, civic } = network;
  await pause(redCross.administrator, redCross.askerId);
  const key = await partnershipWith(redCross.partnerId);
  const [, paused] = await crossing(
    key,
    () => civic.work(),
    () => pause(coordinator, redCross.partnerId),
  );
  expect(paused).toMatchObject({ state: 'suspended' });
  await municipal.work();
  const { state, can } = await done(coordinator, 'GET', `/partners/${redCross.partnerId}`);
  expect([state, can.resume]).toEqual(['suspended', true]);
  await pause(coordinator, redCross.partnerId, 'resume');
  await pause(redCross.administrator, redCross.askerId, 'resume');
  await network.settle();
  expect(await done(coordinator, 'GET', `/partners/${redCross.partnerId}`)).toMatchObject({ state: 'active' });
});

test('an offer that a partner refuses and its withdrawal by the one who asked cross', async () => {
  const { redCross } = network;
  const asked = await stories.ask([redCross]);
  const parcel = await takenOut(redCross.partnerId);
  const [key] = await waitingFor(redCross.partnerId);
  const [, withdrawn] = await crossing(
    key!,
    () => inTown(() => deliveries().settle(parcel, refused('grant.ended'))),
    () => withdraw(asked),
  );
  expect(withdrawn.status).toBe(200);
});

test('an offer that has outlived its time and its withdrawal cross', async () => {
  const { redCross, clock, municipal } = network;
  const asked = await stories.ask([redCross], { expiresAt: new Date(clock.now().getTime() + 30 * day).toISOString() });
  municipal.hints.wipe();
  clock.forward(36 * day);
  const [withdrawn] = await crossing(
    asked.id,
    () => withdraw(asked),
    () => municipal.app.get(DeliverJob, { strict: false }).run(network.town.id, redCross.partnerId),
    'request where id',
  );
  expect(withdrawn.status).toBe(200);
});

test('an answer from a partner and the end of the partnership, with everything that is still open, cross', async () => {
  const { coordinator, sportsClub } = network;
  await stories.ask([sportsClub]);
  await stories.ask([sportsClub]);
  const open = (await done(coordinator, 'GET', `/partners/${sportsClub.partnerId}/open`)).items as {
    id: string;
    conversation: string;
  }[];
  // Conversations are closed in the order of their requests: the last one is waited for with the others held.
  const last = [...open].sort((a, b) => (a.id < b.id ? -1 : 1)).at(-1)!.conversation;
  const parcels = [await takenOut(sportsClub.partnerId), await takenOut(sportsClub.partnerId)];
  const parcel = parcels.find(({ conversation }) => conversation === last)!;
  const [, ended] = await crossing(
    last,
    () => inTown(() => deliveries().settle(parcel, { outcome: 'unreachable', code: 'peer.unreachable' })),
    () => call(coordinator, 'POST', `/partners/${sportsClub.partnerId}/end`),
  );
  expect(ended).toMatchObject({ status: 200, body: { state: 'ended' } });
});

test('the end of a partnership and an emergency exchange of keys cross', async () => {
  const { coordinator, redCross } = network;
  await stories.ask([redCross]);
  const [key] = await waitingFor(redCross.partnerId);
  const [ended] = await crossing(
    key!,
    () => call(coordinator, 'POST', `/partners/${redCross.partnerId}/end`),
    () => inTown(() => network.municipal.app.get(KeyRotation, { strict: false }).rotate({ emergency: true })),
  );
  expect(ended).toMatchObject({ status: 200, body: { state: 'ended' } });
});
