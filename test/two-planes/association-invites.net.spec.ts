// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, done, type Somebody, type Tenant } from './network.ts';
import { latest } from './stories.ts';
import { addPerson, found, grant, makeGroup, Network } from './two-associations.ts';

let network: Network;
beforeAll(async () => {
  network = await Network.open();
});
afterAll(() => network.close());

interface Club {
  readonly tenant: Tenant;
  readonly coordinator: Somebody;
  readonly groupId: string;
  /** The municipality as the club's partner, and the club as the municipality's. */
  readonly askerId: string;
  readonly partnerId: string;
}

/** Here the association invites, and the municipality accepts. */
async function invites(host: string, name: string, functionAddress?: string): Promise<Club> {
  const tenant = await network.civic.addTenant(host, 'association');
  await found(tenant, name);
  const coordinator = await addPerson(tenant, `Samordnare ${host}`, ['administrator', 'coordinator', 'member']);
  const groupId = await makeGroup(coordinator, `Gruppen ${host}`, 'open');
  const { link } = await done(coordinator, 'POST', '/partner-invitations', {
    grant: { ...grant, direction: 'they-ask-us' },
    ...(functionAddress ? { functionAddress } : {}),
  });
  await done(network.coordinator, 'POST', '/partners', { link, functionAddress: `bistand@${network.town.host}` });
  await network.settle();
  const [asker] = (await done(coordinator, 'GET', '/partners')).items;
  const partner = (await done(network.coordinator, 'GET', '/partners')).items.find(
    (one: { name: string }) => one.name === name,
  );
  return { tenant, coordinator, groupId, askerId: asker.id, partnerId: partner.id };
}

async function ask({ partnerId }: Club): Promise<string> {
  const { nurse, volunteersId } = network;
  const request = await done(nurse, 'POST', '/requests', {
    serviceType: 'social',
    text: 'Fika',
    groupIds: [volunteersId],
    partnerIds: [partnerId],
    onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } },
    send: true,
  });
  await network.settle();
  return request.id as string;
}

async function helps({ coordinator, groupId, tenant }: Club): Promise<void> {
  const { id } = await latest(coordinator);
  await done(coordinator, 'POST', `/partner-requests/${id}/routing`, { groupIds: [groupId] });
  const member = await addPerson(tenant, 'Medlem', ['member']);
  await done(member, 'POST', `/groups/${groupId}/membership`);
  const [card] = (await done(member, 'GET', '/requests?scope=feed')).items;
  await done(member, 'POST', `/requests/${card.id}/offers`, {});
  await network.settle();
}

const toldTown = async (requestId: string) => {
  const { partners } = await done(network.nurse, 'GET', `/requests/${requestId}`);
  return partners[0];
};

test('an association that invites says which function answers, and its members can help', async () => {
  const address = 'frivilliga@orienterarna.localhost';
  const club = await invites('orienterarna', 'Orienterarna', address);
  expect(await done(club.coordinator, 'GET', `/partners/${club.askerId}`)).toMatchObject({
    ourAddress: address,
    can: { address: true },
  });
  expect(await done(network.coordinator, 'GET', `/partners/${club.partnerId}`)).toMatchObject({
    functionAddresses: [address],
  });
  const requestId = await ask(club);
  await helps(club);
  expect(await toldTown(requestId)).toMatchObject({ state: 'accepted', functionAddress: address });
});

test('an association that did not say it can do so later, and change its mind', async () => {
  const club = await invites('bollklubben', 'Bollklubben');
  const requestId = await ask(club);
  const card = await latest(club.coordinator);
  const early = await call(club.coordinator, 'POST', `/partner-requests/${card.id}/routing`, {
    groupIds: [club.groupId],
  });
  expect(early).toMatchObject({ status: 409, body: { code: 'partner-request.no-address' } });

  const path = `/partners/${club.askerId}`;
  const { version } = await done(club.coordinator, 'GET', path);
  const tag = (number: number) => ({ 'if-match': `"v${number}"` });
  expect((await call(club.coordinator, 'PATCH', path, { ourAddress: 'a@b.example' })).status).toBe(428);
  expect((await call(club.coordinator, 'PATCH', path, { ourAddress: 'Kalle' }, tag(version))).status).toBe(400);
  const member = await addPerson(club.tenant, 'Nyfiken', ['member']);
  expect((await call(member, 'PATCH', path, { ourAddress: 'a@b.example' }, tag(version))).status).toBe(403);
  const first = await done(club.coordinator, 'PATCH', path, { ourAddress: 'first@boll.localhost' }, tag(version));
  const stale = await call(club.coordinator, 'PATCH', path, { ourAddress: 'a@b.example' }, tag(version));
  expect(stale.status).toBe(412);
  await done(club.coordinator, 'PATCH', path, { ourAddress: 'second@boll.localhost' }, tag(first.version));

  await helps(club);
  expect(await toldTown(requestId)).toMatchObject({ state: 'accepted', functionAddress: 'second@boll.localhost' });
});
