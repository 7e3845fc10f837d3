// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, day, done, hour } from './network.ts';
import { latest, Stories } from './stories.ts';
import { makeGroup, Network } from './two-associations.ts';

let network: Network;
let stories: Stories;

beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
});
afterAll(() => network.close());

interface Item {
  readonly request: { readonly id: string };
  readonly partner: { readonly id: string; readonly name: string; readonly sees: readonly string[] } | null;
}
const waiting = async (id: string): Promise<Item | undefined> =>
  ((await done(network.coordinator, 'GET', '/requests/unanswered?limit=100')).items as Item[]).find(
    ({ request }) => request.id === id,
  );
const broaden = (id: string, body: object) => call(network.coordinator, 'POST', `/requests/${id}/broadening`, body);
const inDays = (days: number) => ({ expiresAt: new Date(network.clock.now().getTime() + days * day).toISOString() });
async function aDayLater(): Promise<void> {
  network.clock.forward(day + hour);
  await network.settle();
}

test('what home care asked for and nobody answered is put to one partner after the other, with one click each', async () => {
  const { id } = await stories.ask([], inDays(6));
  expect((await broaden(id as string, { partnerId: network.redCross.partnerId })).status).toBe(403);
  await aDayLater();
  const asked: string[] = [];
  for (let round = 0; round < 2; round += 1) {
    const partner = (await waiting(id as string))!.partner!;
    expect(partner.sees).toEqual(['serviceType', 'text', 'area', 'time', 'headCount']);
    expect((await broaden(id as string, { partnerId: partner.id })).status).toBe(200);
    expect(await broaden(id as string, { partnerId: partner.id })).toMatchObject({
      status: 422,
      body: { code: 'request.partner-not-to-ask' },
    });
    asked.push(partner.id);
  }
  expect(asked.sort()).toEqual([network.redCross.partnerId, network.sportsClub.partnerId].sort());
  expect((await waiting(id as string))!.partner).toBeNull();
  await network.settle();
  for (const { coordinator } of [network.redCross, network.sportsClub])
    expect(await latest(coordinator)).toMatchObject({ text: 'Sällskap till tandläkaren', state: 'new' });
});

test('what a resident asks for themselves stays where they sent it', async () => {
  const { coordinator, neighbour, redCross, municipal } = network;
  const groupId = await makeGroup(coordinator, 'Grannarna', 'open', '', 'both');
  await done(neighbour, 'POST', `/groups/${groupId}/membership`);
  const { id } = await done(neighbour, 'POST', '/requests', {
    serviceType: 'accompany',
    text: 'Sällskap till frisören',
    groupIds: [groupId],
    send: true,
    ...inDays(6),
  });
  await aDayLater();
  expect(await waiting(id as string)).toMatchObject({ partner: null });
  const said = municipal.said.length;
  expect(await broaden(id as string, { partnerId: redCross.partnerId })).toMatchObject({
    status: 403,
    body: { code: 'request.stays-with-asker' },
  });
  await network.settle();
  expect(municipal.said).toHaveLength(said);
});

test('whoever wants nothing to leave has the same button, which is refused', async () => {
  const { nurse, municipal } = network;
  const consent = { kind: 'spoken', words: 'Ja, fråga åt mig.', acts: ['post'] };
  const { id: clientId } = await done(nurse, 'POST', '/clients', { alias: 'Ottiliana', consent });
  await done(nurse, 'PUT', `/clients/${clientId as string}/protection`, { protection: 'no-transfer' });
  const { id } = await stories.ask([], { onBehalf: { clientId }, text: 'Sällskap till optikern', ...inDays(6) });
  await aDayLater();
  const { partner } = (await waiting(id as string))!;
  expect(partner).not.toBeNull();
  const said = municipal.said.length;
  expect(await broaden(id as string, { partnerId: partner!.id })).toMatchObject({
    status: 422,
    body: { code: 'request.no-transfer' },
  });
  expect(await broaden(id as string, {})).toMatchObject({ status: 400 });
  await network.settle();
  expect(municipal.said).toHaveLength(said);
});
