// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HeadClaims } from '#contracts';
import { verifyReceipts } from '#federation';
import { call, day, done, hour, minute, type Somebody } from './network.ts';
import { accept, details, feedOf, latest, partnerIn, route, Stories } from './stories.ts';
import { addPerson, canaries, grant, makeGroup, Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
});
afterAll(() => network.close());

const secrets = Object.values(details);

test('before sending, one reads which partners will see what', async () => {
  const { redCross, sportsClub, nurse, volunteersId } = network;
  const partnerIds = [redCross.partnerId, sportsClub.partnerId];
  const audience = await done(nurse, 'POST', '/requests/audience', {
    groupIds: [volunteersId],
    partnerIds,
    serviceType: 'accompany',
  });
  expect(audience).toMatchObject({
    people: 2,
    partners: [
      {
        id: redCross.partnerId,
        name: 'Röda Korset Helsingborg',
        sees: ['serviceType', 'text', 'area', 'time', 'headCount'],
      },
      { id: sportsClub.partnerId, name: 'Melhus IL', sees: ['serviceType', 'text', 'area', 'time', 'headCount'] },
    ],
  });
  const refused = await call(nurse, 'POST', '/requests/audience', {
    groupIds: [volunteersId],
    partnerIds,
    serviceType: 'homework',
  });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'grant.service-not-covered', errors: [{ pointer: '/partnerIds/0' }] },
  });
});

test('the whole road: asked, routed, accepted with one tap, started, completed, confirmed', async () => {
  const { municipal, civic, redCross, sportsClub, nurse, neighbour } = network;
  const asked = await stories.ask([redCross, sportsClub]);
  await network.settle();
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({
    state: 'delivered',
    functionAddress: null,
    headCount: null,
  });
  expect(await feedOf(neighbour)).toMatchObject([{ id: asked.id }]);

  const card = await latest(redCross.coordinator);
  expect(card).toMatchObject({
    partner: { name: 'Helsingborg' },
    state: 'new',
    serviceType: 'accompany',
    text: 'Sällskap till tandläkaren',
    area: 'Söder',
    headCount: 1,
    routedTo: [],
    requestId: null,
    can: { route: true, decline: true },
  });
  const before = await civic.dump();
  for (const secret of [...secrets, 'Greta', asked.id as string]) expect(before).not.toContain(secret);

  const [member, other] = redCross.members as [Somebody, Somebody];
  expect(await feedOf(member)).toEqual([]);
  await route(redCross);
  await route(sportsClub);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'routed', routedTo: [{ id: redCross.groupId }] });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'delivered' });
  expect(await feedOf(other)).toHaveLength(1);

  const agreementId = await accept(member);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({
    state: 'accepted',
    can: { route: false, decline: false },
  });
  expect(await latest(sportsClub.coordinator)).toMatchObject({
    state: 'taken',
    text: null,
    can: { route: false, decline: false },
  });
  expect(await feedOf(sportsClub.members[0]!)).toEqual([]);
  expect(await feedOf(neighbour)).toEqual([]);

  const accepted = await stories.seenByTown(asked.id);
  expect(accepted).toMatchObject({ state: 'agreed' });
  expect(partnerIn(accepted, redCross)).toEqual({
    id: expect.any(String),
    partnerName: redCross.name,
    state: 'accepted',
    functionAddress: redCross.address,
    headCount: 1,
    at: expect.any(String),
    declineCode: null,
  });
  expect(partnerIn(accepted, sportsClub)).toMatchObject({ state: 'taken', functionAddress: null, headCount: null });

  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    side: 'helper',
    askerName: 'Helsingborg',
    details,
  });
  for (const nobody of [other, redCross.coordinator, redCross.administrator]) {
    expect((await call(nobody, 'GET', `/agreements/${agreementId}`)).status).toBe(404);
    expect(JSON.stringify(await done(nobody, 'GET', '/agreements'))).not.toContain(agreementId);
  }
  const kept = await civic.dump();
  for (const secret of secrets) expect(kept).not.toContain(secret);

  await done(member, 'POST', `/agreements/${agreementId}/notes`, { text: 'Jag kommer tio minuter före' });
  await done(member, 'POST', `/agreements/${agreementId}/start`);
  await network.settle();
  const begun = await stories.seenByTown(asked.id);
  expect(begun).toMatchObject({ state: 'inProgress' });
  expect(partnerIn(begun, redCross)).toMatchObject({ state: 'inProgress' });
  const ours = await done(nurse, 'GET', `/agreements/${begun.agreementId}`);
  expect(ours).toMatchObject({ side: 'asker', helpers: [], partner: { functionAddress: redCross.address } });
  const [line] = (await done(nurse, 'GET', `/agreements/${begun.agreementId}/notes`)).items;
  expect(line).toMatchObject({ author: redCross.address, mine: false, text: 'Jag kommer tio minuter före' });
  await done(nurse, 'POST', `/agreements/${begun.agreementId}/notes`, { text: 'Tack, hon är klar' });
  await network.settle();
  const lines = (await done(member, 'GET', `/agreements/${agreementId}/notes`)).items as object[];
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(
    expect.objectContaining({ author: 'Helsingborg', mine: false, text: 'Tack, hon är klar' }),
  );

  await done(member, 'POST', `/agreements/${agreementId}/completion`);
  await network.settle();
  const completed = await stories.seenByTown(asked.id);
  expect(completed).toMatchObject({ state: 'completed' });
  expect(partnerIn(completed, redCross)).toMatchObject({
    state: 'completed',
    functionAddress: redCross.address,
    headCount: 1,
  });
  await done(nurse, 'POST', `/agreements/${begun.agreementId}/confirmation`);
  await network.settle();
  expect(await stories.seenByTown(asked.id)).toMatchObject({ state: 'confirmed' });
  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({ state: 'confirmed' });
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'completed', text: null });

  const town = await done(network.coordinator, 'GET', '/receipts/export');
  const club = await done(redCross.coordinator, 'GET', '/receipts/export');
  expect(await verifyReceipts(town)).toMatchObject({ ok: true });
  expect(await verifyReceipts(town, club)).toMatchObject({ ok: true });
  expect(JSON.stringify([town, club])).not.toMatch(/Greta|tandläkaren|Söder/);

  const dump = await municipal.dump();
  expect(canaries.length).toBeGreaterThanOrEqual(30);
  for (const secret of [...canaries, redCross.groupId, member.id as string]) expect(dump).not.toContain(secret);
  expect(dump).toContain(redCross.address);
});

test('declining keeps nothing but the receipt, and sends a code', async () => {
  const { civic, redCross } = network;
  const text = 'Gå ut med hunden Sixten';
  const asked = await stories.ask([redCross], { text });
  await network.settle();
  const waiting = async () => (await done(redCross.coordinator, 'GET', '/waiting')).items;
  expect(await waiting()).toMatchObject([{ kind: 'partner-requests', count: 1 }]);
  const id = await route(redCross);
  expect(await waiting()).toEqual([]);
  expect(await civic.dump()).toContain(text);
  await done(
    redCross.coordinator,
    'POST',
    `/partner-requests/${id}/decline`,
    { code: 'no-capacity' },
    { 'idempotency-key': 'decline-once-1' },
  );
  await network.settle();
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({
    state: 'declined',
    declineCode: 'no-capacity',
    functionAddress: null,
  });
  expect((await call(redCross.coordinator, 'GET', `/partner-requests/${id}`)).status).toBe(404);
  expect(await feedOf(redCross.members[0]!)).toEqual([]);
  expect(await civic.dump()).not.toContain(text);
  const { items } = await done(redCross.coordinator, 'GET', '/receipts?limit=2');
  expect(items).toMatchObject([
    { direction: 'sent', type: 'request.declined' },
    { direction: 'received', type: 'request.offered' },
  ]);
});

test("the municipality's own helper was first: the partners hear that it is taken, not by whom", async () => {
  const { redCross, neighbour } = network;
  const asked = await stories.ask([redCross], { matching: 'first-come' });
  await network.settle();
  await route(redCross);
  await accept(neighbour);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'taken', text: null });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'taken' });
});

test('two associations say yes before either could be told: the first wins, the second is told kindly and gets no details', async () => {
  const { civic, redCross, sportsClub } = network;
  const asked = await stories.ask([redCross, sportsClub]);
  await network.settle();
  await route(redCross);
  await route(sportsClub);
  await accept(redCross.members[1]!);
  const late = await accept(sportsClub.members[1]!);
  await network.settle();
  const seen = await stories.seenByTown(asked.id);
  const states = [redCross, sportsClub]
    .map((one) => partnerIn(seen, one))
    .map((one) => (one as unknown as { state: string }).state);
  expect(states.sort()).toEqual(['accepted', 'taken']);
  const loser = (partnerIn(seen, redCross) as unknown as { state: string }).state === 'taken' ? redCross : sportsClub;
  expect(await latest(loser.coordinator)).toMatchObject({ state: 'taken' });
  if (loser === sportsClub) {
    expect(await done(sportsClub.members[1]!, 'GET', `/agreements/${late}`)).toMatchObject({
      state: 'failed',
      details: null,
    });
  }
  expect(civic.isUp).toBe(true);
  await done(network.nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
});

test('a withdrawal reaches the partner, also after it has accepted', async () => {
  const { redCross } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  const agreementId = await accept(redCross.members[0]!);
  await network.settle();
  await done(network.nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'withdrawn', text: null });
  expect(await done(redCross.members[0]!, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'failed',
    details: null,
  });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'withdrawn' });
});

test('what falls through here is open to others again: those who were told that it was taken are asked anew', async () => {
  const { redCross, sportsClub } = network;
  const asked = await stories.ask([redCross, sportsClub]);
  await network.settle();
  await route(redCross);
  const agreementId = await accept(redCross.members[0]!);
  await network.settle();
  expect(await latest(sportsClub.coordinator)).toMatchObject({ state: 'taken' });
  await done(redCross.members[0]!, 'POST', `/agreements/${agreementId}/failure`, { code: 'helper-prevented' });
  await network.settle();
  const seen = await stories.seenByTown(asked.id);
  expect(seen).toMatchObject({ state: 'open' });
  expect(partnerIn(seen, redCross)).toMatchObject({ state: 'failed' });
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'failed' });
  expect(await feedOf(redCross.members[1]!)).toEqual([]);
  expect(await latest(sportsClub.coordinator)).toMatchObject({ state: 'new' });
  await done(network.nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
});

test('a routed request can be pulled back and routed anew, and nobody outside learns of it', async () => {
  const { redCross } = network;
  await stories.ask([redCross]);
  await network.settle();
  const id = await route(redCross);
  const [card] = await feedOf(redCross.members[0]!);
  const sent = await done(redCross.coordinator, 'GET', '/receipts?limit=1');
  await done(redCross.coordinator, 'POST', `/requests/${card!.id}/withdraw`);
  expect(await latest(redCross.coordinator)).toMatchObject({ id, state: 'new', routedTo: [], can: { route: true } });
  await route(redCross);
  await network.settle();
  expect(await feedOf(redCross.members[0]!)).toHaveLength(1);
  expect(await done(redCross.coordinator, 'GET', '/receipts?limit=1')).toEqual(sent);
});

test('a changed request changes the card and what members read', async () => {
  const { redCross } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await done(
    network.nurse,
    'PATCH',
    `/requests/${asked.id}`,
    { text: 'Sällskap till optikern' },
    { 'if-match': `"v${asked.version}"` },
  );
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ text: 'Sällskap till optikern' });
  expect(await feedOf(redCross.members[0]!)).toMatchObject([{ text: 'Sällskap till optikern' }, {}]);
});

test('the copy dies by its own clock while the sender is gone, silently; the sender comes to the same end by its own', async () => {
  const { civic, municipal, redCross, clock } = network;
  const asked = await stories.ask([redCross], { text: 'Läsa högt för Selma' });
  await network.settle();
  await route(redCross);
  await municipal.down();
  const { items: sent } = await done(redCross.coordinator, 'GET', '/receipts?limit=1');
  clock.forward(day + minute);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'expired', text: null });
  expect(await feedOf(redCross.members[0]!)).toEqual([]);
  expect(await civic.dump()).not.toContain('Läsa högt för Selma');
  await municipal.up();
  clock.forward(hour);
  await network.settle();
  expect(await stories.seenByTown(asked.id)).toMatchObject({ state: 'expired' });
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({
    state: 'expired',
    functionAddress: null,
  });
  const { items } = await done(redCross.coordinator, 'GET', '/receipts?limit=100');
  const since = items.slice(
    0,
    items.findIndex(({ id }: { id: string }) => id === sent[0].id),
  );
  expect(since.filter(({ direction }: { direction: string }) => direction === 'sent')).toEqual([]);
});

test('the municipality ends by its own clock while the association is gone, and both agree when it is back', async () => {
  const { civic, redCross, clock } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await civic.down();
  clock.forward(day + minute);
  await network.settle();
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'expired' });
  await civic.up();
  clock.forward(hour);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'expired', text: null });
  expect(
    (
      await call(redCross.coordinator, 'POST', `/partner-requests/${(await latest(redCross.coordinator)).id}/decline`, {
        code: 'no-capacity',
      })
    ).body,
  ).toMatchObject({
    code: 'partner-request.closed',
  });
});

test('who is to be mediated leaves without any detail, and the ledger tells of no look', async () => {
  const { town, redCross, nurse } = network;
  const asked = await stories.ask([redCross], { details: { ...details, contactName: 'Ingrid Skyddad' } });
  const { clientId } = asked.onBehalf as { clientId: string };
  await done(nurse, 'PUT', `/clients/${clientId}/protection`, { protection: 'mediated-only' });
  await network.settle();
  await route(redCross);
  const agreementId = await accept(redCross.members[3]!);
  await network.settle();
  expect(partnerIn(await stories.seenByTown(asked.id), redCross)).toMatchObject({ state: 'accepted' });
  expect(await done(redCross.members[3]!, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'agreed',
    details: { functionAddress: `hemtjansten@${town.host}`, contactName: null, phone: null, place: null },
  });
  expect((await done(nurse, 'GET', `/requests/${asked.id}/access-entries`)).items).toEqual([]);
});

test('a pause lets nothing new begin, and what was said meanwhile is told when it is over', async () => {
  const { coordinator, redCross, clock } = network;
  const asked = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await done(coordinator, 'POST', `/partners/${redCross.partnerId}/suspend`);
  await network.settle();
  const refused = await call(network.nurse, 'POST', '/requests/audience', {
    groupIds: [],
    partnerIds: [redCross.partnerId],
    serviceType: 'social',
  });
  expect(refused.body).toMatchObject({ code: 'grant.suspended' });
  await done(network.nurse, 'POST', `/requests/${asked.id}/withdraw`);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'routed' });
  await done(coordinator, 'POST', `/partners/${redCross.partnerId}/resume`);
  await network.settle();
  clock.forward(hour);
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'withdrawn', text: null });
});

test('all that an association has ever said holds a function, a number, a time, a code and its own lines', async () => {
  const { civic } = network;
  expect(civic.said.length).toBeGreaterThan(8);
  const fields: Record<string, string[]> = {
    'request.accepted': ['at', 'functionAddress', 'headCount'],
    'request.declined': ['code'],
    'agreement.started': ['at'],
    'agreement.note': ['at', 'text'],
    'agreement.completed': ['at'],
    'agreement.failed': ['at', 'code'],
  };
  for (const { type, body, caseRef } of civic.said) {
    if (type.startsWith('partner.')) continue;
    expect([type, Object.keys(body).sort(), caseRef]).toEqual([type, fields[type], undefined]);
  }
  const everything = JSON.stringify(civic.said);
  for (const secret of canaries) expect(everything).not.toContain(secret);
});

test('what the grant does not cover never leaves', async () => {
  const { coordinator, redCross } = network;
  const partner = await done(coordinator, 'GET', `/partners/${redCross.partnerId}`);
  const narrow = { ...partner.grant, previewFields: ['area'] };
  await done(coordinator, 'PATCH', `/partners/${redCross.partnerId}/grant`, narrow, {
    'if-match': `"v${partner.version}"`,
  });
  await network.settle();
  await stories.ask([redCross], { text: 'Något mycket personligt' });
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({
    serviceType: 'accompany',
    text: null,
    area: 'Söder',
    from: null,
    to: null,
    headCount: null,
  });
  const refused = await call(network.nurse, 'POST', '/requests', {
    serviceType: 'homework',
    text: 'Läxor',
    groupIds: [],
    partnerIds: [redCross.partnerId],
    send: true,
  });
  expect(refused).toMatchObject({
    status: 422,
    body: { code: 'grant.service-not-covered', errors: [{ pointer: '/partnerIds/0' }] },
  });
  expect(grant.previewFields).toHaveLength(4);
});

test('a partnership ends with open requests: each is withdrawn with a receipt, on both sides', async () => {
  const { coordinator, redCross } = network;
  const waiting = await stories.ask([redCross]);
  const helped = await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  const agreementId = await accept(redCross.members[2]!);
  await network.settle();
  const open = (await done(coordinator, 'GET', `/partners/${redCross.partnerId}/open`)).items as {
    id: string;
    state: string;
  }[];
  expect(open.map(({ id }) => id)).toEqual(expect.arrayContaining([waiting.id, helped.id]));
  expect((await done(redCross.coordinator, 'GET', `/partners/${redCross.askerId}/open`)).items.length).toBe(
    open.length,
  );
  await done(coordinator, 'POST', `/partners/${redCross.partnerId}/end`);
  await network.settle();
  expect((await done(coordinator, 'GET', `/partners/${redCross.partnerId}/open`)).items).toEqual([]);
  expect((await done(redCross.coordinator, 'GET', `/partners/${redCross.askerId}/open`)).items).toEqual([]);
  expect(await done(redCross.coordinator, 'GET', `/partners/${redCross.askerId}`)).toMatchObject({ state: 'ended' });
  for (const { id } of [waiting, helped]) {
    expect(partnerIn(await stories.seenByTown(id), redCross)).toMatchObject({ state: 'withdrawn' });
    expect(await stories.seenByTown(id)).toMatchObject({ state: 'open' });
  }
  expect(await done(redCross.members[2]!, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'failed',
    details: null,
  });
  const { items } = await done(coordinator, 'GET', '/receipts?limit=20');
  const withdrawals = items.filter(
    ({ type, direction }: { type: string; direction: string }) => type === 'request.withdrawn' && direction === 'sent',
  );
  expect(withdrawals.length).toBeGreaterThanOrEqual(open.length);
});

test("an association's half of a conversation, handed over to be checked, has no more parts when it grows inside", async () => {
  const { coordinator } = network.sportsClub;
  const { items } = await done(coordinator, 'GET', '/receipts?limit=1');
  const half = () => done(coordinator, 'GET', `/receipts/export?conversation=${items[0].conversation}`);
  const before = shapeOf(await half());
  await makeGroup(coordinator, 'En grupp som ingen utanför känner', 'hidden');
  await addPerson(network.sportsClub, 'Någon som just har kommit', ['member']);
  expect(shapeOf(await half())).toEqual(before);
});

test('a conversation, handed over to be checked, tells nothing of how much is exchanged with others', async () => {
  const { coordinator } = network.sportsClub;
  const { items } = await done(coordinator, 'GET', '/receipts?limit=1');
  type Half = { links: { number: number }[]; head: string };
  const half = async () => {
    const document = await done(coordinator, 'GET', `/receipts/export?conversation=${items[0].conversation}`);
    expect(await verifyReceipts(document)).toMatchObject({ ok: true });
    const { links, head } = document as Half;
    const { number, hash } = JSON.parse(Buffer.from(head.split('.')[1]!, 'base64url').toString()) as HeadClaims;
    return { links, number, hash };
  };
  const before = await half();
  expect(before.links.map(({ number }) => number)).toEqual(before.links.map((_, index) => index + 1));
  expect(before.number).toBe(before.links.length);
  await stories.ask([network.sportsClub]);
  await network.settle();
  expect(await half()).toEqual(before);
});

/** What there is and how much of it, whatever the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}

test('the queue has known kinds of work and opaque ids, and never a word of what it is about', () => {
  const { municipal, civic } = network;
  const hints = [...municipal.hinted, ...civic.hinted];
  expect(new Set(hints.map(({ job }) => job)).size).toBeGreaterThanOrEqual(2);
  const spoken = hints.filter(
    ({ job, id }) =>
      !/^[a-z-]+\.[a-z-]+$/.test(job) || !/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]+)$/.test(id),
  );
  expect(spoken).toEqual([]);
});
