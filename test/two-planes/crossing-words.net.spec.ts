// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, day, done, hour, minute } from './network.ts';
import { accept, feedOf, latest, partnerIn, route, Stories } from './stories.ts';
import { Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
});
afterAll(() => network.close());

test('a yes that arrives after the time is over binds nobody: the helper is told, and nothing leaves', async () => {
  const { municipal, redCross, clock } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await municipal.down();
  const agreementId = await accept(redCross.members[0]!);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'accepted' });
  clock.forward(day + minute);
  await municipal.up();
  await network.settle();
  clock.forward(hour);
  await network.settle();
  expect(await stories.seenByTown(asked.id)).toMatchObject({ state: 'expired' });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({
    state: 'expired',
    functionAddress: null,
  });
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'withdrawn' });
  expect(await done(redCross.members[0]!, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'failed',
    details: null,
  });
});

test('two yeses are handled at the very same moment: one wins, nothing has to be tried again', async () => {
  const { municipal, civic, redCross, sportsClub } = network;
  const asked = await stories.ask([redCross, sportsClub]);
  await network.settle();
  await route(redCross);
  await route(sportsClub);
  await accept(redCross.members[1]!);
  await accept(sportsClub.members[1]!);
  await civic.work();
  const { drain } = municipal.hints;
  await Promise.all([1, 2, 3].map(() => drain.call(municipal.hints)));
  const trouble = await municipal.database.scope.run(network.town.id, () =>
    municipal.database.scope.rows(
      `select m.failures from inbound_message m where m.tenant_id = :tenant and m.failures > 0`,
    ),
  );
  expect(trouble).toEqual([]);
  await network.settle();
  const seen = await stories.seenByTown(asked.id);
  expect([redCross, sportsClub].map((one) => partnerIn(seen, one)?.state).sort()).toEqual(['accepted', 'taken']);
  await done(network.nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
});

test('more time asks those anew for whom it was over', async () => {
  const { redCross, clock, nurse } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  clock.forward(day + minute);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'expired' });
  await done(nurse, 'POST', `/requests/${asked.id}/extend`, {
    expiresAt: new Date(clock.now().getTime() + day).toISOString(),
  });
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'new', text: 'Sällskap till tandläkaren' });
  await done(nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
});

test('a request that becomes something the grant does not cover is withdrawn from the partner', async () => {
  const { redCross, nurse } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await done(
    nurse,
    'PATCH',
    `/requests/${asked.id}`,
    { serviceType: 'homework' },
    { 'if-match': `"v${asked.version}"` },
  );
  await network.settle();
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'withdrawn' });
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'withdrawn', text: null });
});

test('a helper who leaves the association leaves nobody waiting', async () => {
  const { redCross } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  const member = redCross.members[5]!;
  await accept(member);
  await network.settle();
  expect(await stories.seenByTown(asked.id)).toMatchObject({ state: 'agreed' });
  expect((await call(member, 'DELETE', '/me')).status).toBe(204);
  await network.settle();
  expect(await stories.seenByTown(asked.id)).toMatchObject({ state: 'open' });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'failed' });
});

test('no more requests a day than was agreed, and none to anybody when one may have none', async () => {
  const { coordinator, redCross, sportsClub, nurse, clock, volunteersId } = network;
  clock.forward(day);
  const { grant, version } = await done(coordinator, 'GET', `/partners/${sportsClub.partnerId}`);
  await done(
    coordinator,
    'PATCH',
    `/partners/${sportsClub.partnerId}/grant`,
    { ...grant, perDay: 1 },
    { 'if-match': `"v${version}"` },
  );
  await stories.ask([sportsClub]);
  await network.settle();
  const newBefore = (await done(redCross.coordinator, 'GET', '/partner-requests?state=new')).items.length;
  const refused = await call(nurse, 'POST', '/requests', {
    serviceType: 'social',
    text: 'Fika',
    groupIds: [volunteersId],
    partnerIds: [redCross.partnerId, sportsClub.partnerId],
    send: true,
  });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'grant.daily-limit', errors: [{ pointer: '/partnerIds/1' }] },
  });
  await network.settle();
  expect((await done(redCross.coordinator, 'GET', '/partner-requests?state=new')).items).toHaveLength(newBefore);
  expect((await done(sportsClub.coordinator, 'GET', '/partner-requests?state=new')).items).toHaveLength(1);
  expect(await feedOf(sportsClub.members[0]!)).toEqual([]);
});

test('a coordinator routes only to groups they can see, and members never meet the table of cards', async () => {
  const { sportsClub } = network;
  const { id } = await latest(sportsClub.coordinator);
  const strange = { groupIds: ['99999999-9999-4999-8999-999999999999'] };
  const refused = await call(sportsClub.coordinator, 'POST', `/partner-requests/${id}/routing`, strange);
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'request.unknown-group', errors: [{ pointer: '/groupIds/0' }] },
  });
  expect((await call(sportsClub.members[0]!, 'GET', '/partner-requests')).status).toBe(403);
  expect((await call(network.redCross.coordinator, 'GET', `/partner-requests/${id}`)).status).toBe(404);
});
