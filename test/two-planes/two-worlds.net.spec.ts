// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, done } from './network.ts';
import { accept, feedOf, latest, partnerIn, route, Stories } from './stories.ts';
import { addPerson, makeGroup, Network, type Association } from './two-associations.ts';

let network: Network;
let stories: Stories;
beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
  // The first request of all makes a few rows that no later one makes.
  const first = await stories.ask([]);
  await done(network.nurse, 'POST', `/requests/${first.id}/withdraw`);
});
afterAll(() => network.close());

/** What one association does inside its own walls before somebody says yes. */
type Inside = (association: Association) => Promise<void>;

/** Few people, no detours. */
const quiet: Inside = async (association) => {
  await route(association);
};

/** New groups and people, a request routed, pulled back and routed again, looks, internal requests, a departure. */
const busy: Inside = async (association) => {
  const { coordinator, members, groupId } = association;
  const secretId = await makeGroup(coordinator, 'En grupp till', 'approval', 'Välkommen', 'both');
  for (let number = 0; number < 4; number += 1) {
    const newcomer = await addPerson(association, `Ny ${number}`, ['member']);
    await done(newcomer, 'POST', `/groups/${secretId}/membership`);
    await done(coordinator, 'PATCH', `/groups/${secretId}/members/${newcomer.id}`, { state: 'member' });
  }
  await route(association);
  const [card] = await feedOf(members[3]!);
  for (const member of members.slice(3)) await done(member, 'GET', `/requests/${card!.id}`);
  await done(coordinator, 'POST', `/requests/${card!.id}/withdraw`);
  const { id } = await latest(coordinator);
  await done(coordinator, 'POST', `/partner-requests/${id}/routing`, { groupIds: [groupId, secretId] });
  await done(members[1]!, 'POST', '/requests', {
    serviceType: 'social',
    text: 'Fika i gruppen',
    groupIds: [secretId],
    send: false,
  }).catch(() => undefined);
  expect((await call(members[7]!, 'DELETE', '/me')).status).toBe(204);
};

/** The municipality's rows, table by table. */
async function rowsOfTown(): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const line of (await network.municipal.dump()).split('\n')) {
    const table = line.slice(0, line.indexOf(' '));
    if (/^[a-z_]+\.[a-z_"]+$/.test(table)) rows[table] = (rows[table] ?? 0) + 1;
  }
  return rows;
}

/** Everything the town and the wire can observe of one request, apart from the names, ids and times of this world. */
async function observe(association: Association, inside: Inside, line?: string): Promise<object> {
  const { civic, municipal, nurse, coordinator } = network;
  const before = await rowsOfTown();
  const [said, answered] = [civic.said.length, municipal.said.length];
  const asked = await stories.ask([association]);
  const seen: unknown[] = [];
  const look = async () => {
    await network.settle();
    const request = await stories.seenByTown(asked.id);
    seen.push([request.state, request.version, partnerIn(request, association), request.can]);
  };
  await look();
  await inside(association);
  await look();
  const agreementId = await accept(association.members[2]!);
  if (line) await done(association.members[2]!, 'POST', `/agreements/${agreementId}/notes`, { text: line });
  await look();
  await done(association.members[2]!, 'POST', `/agreements/${agreementId}/start`);
  await look();
  await done(association.members[2]!, 'POST', `/agreements/${agreementId}/completion`);
  await look();
  const ours = (await done(nurse, 'GET', '/agreements?limit=1')).items[0];
  const receipts = (await done(coordinator, 'GET', '/receipts?limit=100')).items as { conversation: string }[];
  const after = await rowsOfTown();
  const observed = {
    seen,
    ours,
    sees: await done(coordinator, 'GET', `/partners/${association.partnerId}/sees`),
    receipts: receipts.filter(({ conversation }) => conversation === receipts[0]!.conversation),
    wire: [civic.said.slice(said), municipal.said.slice(answered)],
    rows: Object.fromEntries(Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)])),
  };
  return JSON.parse(
    JSON.stringify(observed)
      .replaceAll(association.address, 'FUNCTION')
      .replaceAll(association.name, 'PARTNER')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME')
      .replaceAll(/"number":\d+/g, '"number":0'),
  ) as object;
}

test('two worlds that differ only inside an association look the same to the municipality', async () => {
  const one = await observe(network.redCross, quiet);
  const other = await observe(network.sportsClub, busy);
  expect(other).toEqual(one);
});

test('the comparison can fail: one line that a member chooses to send, and the worlds differ', async () => {
  const one = await observe(network.redCross, quiet);
  const other = await observe(network.sportsClub, quiet, 'Vi ses');
  expect(other).not.toEqual(one);
});
