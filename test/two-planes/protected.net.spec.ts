// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, day, done, type Somebody } from './network.ts';
import { answersTo, Journal, openedRows, wordsIn } from './receiving-plane.ts';
import { accept, latest, partnerIn, route, Stories } from './stories.ts';
import { addPerson, Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
let mediated: string;
let untold: string;
let open: string;
const journal = new Journal();

/** What tells who somebody is. Nothing else here holds these words. */
const secretsOf = (name: string) => ({
  alias: `${name}alias`,
  contactName: `${name}namnet`,
  phone: `070-${name.charCodeAt(1)}17460`,
  place: `${name}gatan 7`,
  instructions: `${name}instruktion`,
});
const protectedOne = secretsOf('Ingegerd');
const untoldOne = secretsOf('Ottiliana');
const openOne = secretsOf('Gunnborg');
/** What may cross, and must be found there: a search that finds nothing anywhere has not searched. */
const controls = { text: 'Kontrollärendet till tandläkaren', note: 'Kontrollraden om kvart över' };

async function enter({ alias }: { alias: string }): Promise<string> {
  const consent = { kind: 'spoken', words: 'Ja, fråga åt mig.', acts: ['post'] };
  return (await done(network.nurse, 'POST', '/clients', { alias, consent })).id as string;
}

function ask(clientId: string, secrets: typeof openOne | undefined, text: string) {
  const { alias: _, ...details } = secrets ?? openOne;
  return stories.ask([network.redCross], { onBehalf: { clientId }, details: secrets && details, text });
}

/** Wherever the association, or whoever takes its disks, could look. */
async function foundThere(words: readonly string[]): Promise<string[]> {
  const { civic, redCross } = network;
  const rows = await openedRows(civic);
  const everything = [rows, await answersTo(redCross, redCross.members.slice(0, 3)), ...journal.lines].join('\n');
  return wordsIn(everything, words);
}

const toldOf = (from: number) => network.municipal.said.slice(from);
/** What a partner can tell letters apart by, without reading them. */
const shapesOf = (from: number) =>
  toldOf(from).map(({ type, body, caseRef }) => [type, Object.keys(body).sort(), caseRef]);
let guarded: ReturnType<typeof shapesOf>;

beforeAll(async () => {
  network = await Network.open();
  Logger.overrideLogger(journal);
  stories = new Stories(network);
  mediated = await enter(protectedOne);
  untold = await enter(untoldOne);
  open = await enter(openOne);
  await done(network.nurse, 'PUT', `/clients/${mediated}/protection`, { protection: 'mediated-only' });
  await done(network.nurse, 'PUT', `/clients/${untold}/protection`, { protection: 'no-transfer' });
});
afterAll(() => network.close());

const journey = async (
  clientId: string,
  secrets: typeof openOne | undefined,
  member: Somebody,
  text = controls.text,
) => {
  const asked = await ask(clientId, secrets, text);
  await network.settle();
  await route(network.redCross);
  const agreementId = await accept(member);
  await network.settle();
  return { asked, agreementId };
};

test('mediated only: the whole story is played, and nothing on the receiving plane tells who it is about', async () => {
  const { nurse, redCross, town } = network;
  const member = redCross.members[0]!;
  const refused = await call(nurse, 'POST', '/requests', {
    serviceType: 'accompany',
    text: `Sällskap åt ${protectedOne.alias}`,
    groupIds: [],
    partnerIds: [redCross.partnerId],
    onBehalf: { clientId: mediated },
    send: true,
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'request.tells-who', errors: [{ pointer: '/text' }] } });

  const from = network.municipal.said.length;
  const { asked, agreementId } = await journey(mediated, protectedOne, member);
  guarded = shapesOf(from);
  const address = `hemtjansten@${town.host}`;
  const nothing = { contactName: null, phone: null, place: null, instructions: null };
  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    askerName: 'Helsingborg',
    details: { ...nothing, functionAddress: address },
  });

  const ours = (await stories.seenByTown(asked.id as string)).agreementId as string;
  for (const slip of [protectedOne.alias, `Ring ${protectedOne.phone}`, `på ${protectedOne.place}`]) {
    const note = await call(nurse, 'POST', `/agreements/${ours}/notes`, { text: slip });
    expect(note).toMatchObject({ status: 422, body: { code: 'request.tells-who', errors: [{ pointer: '/text' }] } });
  }
  await done(nurse, 'POST', `/agreements/${ours}/notes`, { text: controls.note });
  await done(member, 'POST', `/agreements/${agreementId}/start`);
  await network.settle();
  await done(member, 'POST', `/agreements/${agreementId}/completion`);
  await network.settle();
  await done(nurse, 'POST', `/agreements/${ours}/confirmation`);
  await network.settle();
  expect(await stories.seenByTown(asked.id as string)).toMatchObject({ state: 'confirmed' });

  const allowed = [...Object.values(controls), address];
  expect(await foundThere([...Object.values(protectedOne), mediated, asked.id as string, ...allowed])).toEqual(allowed);
  expect(wordsIn(JSON.stringify(network.municipal.said), Object.values(protectedOne))).toEqual([]);
  const { items } = await done(nurse, 'GET', `/requests/${asked.id}/access-entries`);
  expect((items as { role: string }[]).filter(({ role }) => role === 'partner')).toEqual([]);
}, 60_000);

test('who shares no more looks the same as who may not: the same letters, with the same fields, and none when they choose', async () => {
  const { nurse, redCross, municipal } = network;
  const silent = await enter({ alias: 'Sigbritt' });
  const from = municipal.said.length;
  await journey(silent, undefined, redCross.members[1]!);
  expect(shapesOf(from)).toEqual(guarded);
  expect(guarded.at(-1)).toEqual(['request.details', ['functionAddress'], undefined]);
  const since = municipal.said.length;
  await done(nurse, 'PUT', `/clients/${silent}/protection`, { protection: 'mediated-only' });
  await network.settle();
  expect(toldOf(since)).toEqual([]);
}, 60_000);

test('no transfer: it is refused before anything is sent, and nothing at all is on the receiving plane', async () => {
  const { nurse, redCross, municipal } = network;
  const from = municipal.said.length;
  const question = { groupIds: [], partnerIds: [redCross.partnerId], serviceType: 'accompany', clientId: untold };
  const stays = { status: 422, body: { code: 'request.no-transfer', errors: [{ pointer: '/partnerIds' }] } };
  expect(await call(nurse, 'POST', '/requests/audience', question)).toMatchObject(stays);
  expect(await call(nurse, 'POST', '/requests/audience', { ...question, clientId: open })).toMatchObject({
    status: 200,
  });
  const { alias: _, ...details } = untoldOne;
  const body = { serviceType: 'accompany', text: 'Ottilianas ärende', groupIds: [network.volunteersId], details };
  const onBehalf = { clientId: untold };
  const toPartner = { ...body, partnerIds: [redCross.partnerId], onBehalf, send: true };
  expect(await call(nurse, 'POST', '/requests', toPartner)).toMatchObject(stays);
  const draft = await done(nurse, 'POST', '/requests', { ...toPartner, send: false });
  expect(await call(nurse, 'POST', `/requests/${draft.id}/send`)).toMatchObject(stays);
  await done(nurse, 'POST', '/requests', { ...toPartner, partnerIds: [] });
  await network.settle();
  expect(toldOf(from)).toEqual([]);
  expect(await foundThere([...Object.values(untoldOne), 'Ottilianas ärende', untold, draft.id as string])).toEqual([]);
}, 60_000);

test('who wants more protection later has it at once: what was told is taken back, and less unlocks nothing', async () => {
  const { nurse, redCross, municipal, clock } = network;
  const member = redCross.members[2]!;
  const changing = await enter({ alias: 'Gunnborg' });
  const protect = (protection: string) => done(nurse, 'PUT', `/clients/${changing}/protection`, { protection });
  const { alias: _, ...told } = openOne;
  const { asked, agreementId } = await journey(changing, openOne, member, 'Hjälp med en lampa');
  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({ details: told });
  const waiting = await ask(changing, openOne, 'Bära en byrå');
  await network.settle();
  expect(await latest(redCross.coordinator)).toMatchObject({ state: 'new', text: 'Bära en byrå' });

  await protect('mediated-only');
  await network.settle();
  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({
    state: 'agreed',
    details: { contactName: null, place: null, functionAddress: expect.stringContaining('hemtjansten@') },
  });
  expect(await foundThere([...Object.values(told), 'Bära en byrå'])).toEqual(['Bära en byrå']);

  await protect('no-transfer');
  await network.settle();
  expect(await done(member, 'GET', `/agreements/${agreementId}`)).toMatchObject({ state: 'failed', details: null });
  const { items } = await done(redCross.coordinator, 'GET', '/partner-requests');
  expect(items.slice(0, 2)).toMatchObject([
    { state: 'withdrawn', text: null },
    { state: 'withdrawn', text: null },
  ]);
  for (const { id } of [asked, waiting]) {
    const seen = await stories.seenByTown(id as string);
    expect(seen).toMatchObject({ state: 'open' });
    expect(partnerIn(seen, redCross)).toMatchObject({ state: 'withdrawn' });
  }

  const from = municipal.said.length;
  await protect('none');
  await done(nurse, 'POST', `/requests/${asked.id}/extend`, {
    expiresAt: new Date(clock.now().getTime() + 3 * day).toISOString(),
  });
  await network.settle();
  expect(toldOf(from)).toEqual([]);
}, 60_000);

test('all protection at once looks like any request that is withdrawn, and what was told is gone there', async () => {
  const { nurse, redCross, municipal } = network;
  const { alias, ...told } = secretsOf('Ulvhilda');
  const leaving = await enter({ alias });
  await journey(leaving, { alias, ...told }, redCross.members[0]!, 'Sätta upp en gardin');
  const from = municipal.said.length;
  await done(nurse, 'PUT', `/clients/${leaving}/protection`, { protection: 'no-transfer' });
  await network.settle();
  expect(shapesOf(from)).toEqual([['request.withdrawn', ['code'], undefined]]);
  expect(await foundThere([...Object.values(told), 'Bära en byrå'])).toEqual([]);
}, 60_000);

test('a protected helper may help, and what they write stays in their own association', async () => {
  const { redCross, municipal, nurse } = network;
  const member = await addPerson(redCross, 'Hjälparen Hemlig', ['member']);
  await done(member, 'POST', `/groups/${redCross.groupId}/membership`);
  await done(redCross.coordinator, 'PATCH', `/groups/${redCross.groupId}/members/${member.id}`, { state: 'member' });
  const { agreementId } = await journey(open, openOne, member, 'Skruva ihop en hylla');
  const write = (text: string) => call(member, 'POST', `/agreements/${agreementId}/notes`, { text });
  await done(member, 'PATCH', '/me', { protection: 'mediated-only' });
  expect(await write('Hälsar Hjälparen')).toMatchObject({ status: 422, body: { code: 'request.tells-who' } });
  expect(await write('Jag kommer klockan tre')).toMatchObject({ status: 201 });
  await done(member, 'PATCH', '/me', { protection: 'no-transfer' });
  expect(await write('Hälsningar')).toMatchObject({ status: 422, body: { code: 'agreement.stays-here' } });
  await network.settle();
  const there = await openedRows(municipal);
  expect(wordsIn(there, ['Hjälparen', 'Hemlig', member.id])).toEqual([]);
  expect(wordsIn(there, ['Jag kommer klockan tre'])).toHaveLength(1);
  expect(await done(nurse, 'GET', '/me')).toMatchObject({ person: { protection: 'none' } });
}, 60_000);
