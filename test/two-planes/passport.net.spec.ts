// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { presentationType } from '#contracts';
import { makeKey, privateKey, signCompact, type KeyMaterial } from '#platform/crypto';
import { call, day, done, hour, type Answer, type Plane, type Somebody } from './network.ts';
import { addPerson, Network } from './two-associations.ts';

let network: Network;
/** Maj, where she is a member, and where she is a resident. */
let maj: Somebody;
let majInTown: Somebody;
let administrator: Somebody;
let key: KeyMaterial;
/** What each plane was asked over the wire, in order. */
const asked = new Map<Plane, string[]>();

beforeAll(async () => {
  network = await Network.open();
  maj = network.redCross.members[2]!;
  majInTown = await addPerson(network.town, 'Maj', ['resident']);
  await done(majInTown, 'POST', `/groups/${network.volunteersId}/membership`);
  administrator = await addPerson(network.town, 'Ada Administratör', ['administrator']);
  for (const plane of [network.civic, network.municipal]) {
    const lines: string[] = [];
    asked.set(plane, lines);
    const server = plane.app.getHttpServer() as {
      on(name: 'request', listen: (request: IncomingMessage) => void): void;
    };
    server.on('request', ({ method, url }) => lines.push(`${method} ${url}`));
  }
  await done(administrator, 'PUT', `/partners/${network.redCross.partnerId}/attestations`, { days: 14 });
});
beforeEach(async () => {
  key = await makeKey('sig');
});
afterAll(() => network.close());

const today = () => network.clock.now().toISOString().slice(0, 10);

/** Something the association (or the municipality) has seen of Maj. @returns its id */
async function attested(subject: string, at: 'association' | 'municipality' = 'association'): Promise<string> {
  const { redCross } = network;
  const [who, groupId, whom] =
    at === 'association'
      ? [redCross.coordinator, redCross.groupId, maj]
      : [network.coordinator, network.volunteersId, majInTown];
  const items = [{ serviceType: 'homework', purpose: 'help', kind: 'course', subject }];
  await done(who, 'PUT', `/groups/${groupId}/requirements`, { items });
  const validTo = new Date(network.clock.now().getTime() + 60 * day).toISOString();
  const path = `/groups/${groupId}/members/${whom.id}/attestations`;
  const list = await done(who, 'POST', path, { kind: 'course', subject, seenOn: today(), validTo });
  return list.items[0].attestation.id as string;
}

const taking = (attestationId: string, who = maj): Promise<Answer> =>
  call(who, 'POST', '/me/passport/attestations', { attestationIds: [attestationId], key: key.x });
async function takeAlong(attestationId: string, who = maj): Promise<string> {
  const { status, body } = await taking(attestationId, who);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.attestations[0] as string;
}

async function show(attestation: string, { who = majInTown, by = key, ...more }: Show = {}): Promise<Answer> {
  const { audience: aud, nonce } = await done(who, 'POST', '/me/passport/questions');
  const signer = { kid: by.kid, key: await privateKey('sig', by.x, by.d) };
  const presentation = await signCompact(
    JSON.stringify({ aud, nonce, attestation, ...more }),
    signer,
    presentationType,
  );
  return call(who, 'POST', '/me/passport/shown', { presentation });
}
interface Show {
  readonly who?: Somebody;
  readonly by?: KeyMaterial;
  readonly aud?: string;
  readonly nonce?: string;
}
const accept = (id: string, who = network.coordinator) => done(who, 'POST', `/shown-attestations/${id}/acceptance`);
const codeOf = async (answer: Promise<Answer>) => (await answer).body.code as string;
const standing = async (subject: string, who = majInTown) =>
  ((await done(who, 'GET', '/me/qualifications')).attestations as { subject: string }[]).find(
    (one) => one.subject === subject,
  );

/** All that a plane could learn from: its rows, what it was asked, what it said and what it put off. */
const knownTo = async (plane: Plane) => ({
  rows: await plane.dump(),
  asked: [...asked.get(plane)!],
  said: plane.said.length,
  hinted: plane.hinted.length,
});

test('shown, accepted, used and taken back at the municipality, the association learns nothing: no call, no row, no letter', async () => {
  const attestation = await takeAlong(await attested('Första hjälpen'));
  await network.settle();
  const before = await knownTo(network.civic);

  const items = [{ serviceType: 'homework', purpose: 'help', kind: 'course', subject: 'första hjälpen' }];
  await done(network.coordinator, 'PUT', `/groups/${network.volunteersId}/requirements`, { items });
  const shown = await show(attestation);
  expect([shown.status, shown.body]).toMatchObject([
    201,
    {
      state: 'waiting',
      subject: 'Första hjälpen',
      issuerName: network.redCross.name,
      demandedIn: ['Volontärcentralen'],
      can: { decide: false, takeBack: true },
    },
  ]);
  const waiting = (await done(network.coordinator, 'GET', '/waiting')).items as { kind: string; count: number }[];
  expect(waiting).toContainEqual(expect.objectContaining({ kind: 'shown', count: 1, id: shown.body.id }));
  await accept(shown.body.id);
  expect(await standing('Första hjälpen')).toMatchObject({ issuedBy: network.redCross.name, withdrawnAt: null });
  const list = `/groups/${network.volunteersId}/members/${majInTown.id}/checklist`;
  expect((await done(network.coordinator, 'GET', list)).items).toMatchObject([{ state: 'fulfilled' }]);
  await done(majInTown, 'DELETE', `/me/passport/shown/${shown.body.id}`);
  expect((await done(network.coordinator, 'GET', list)).items).toMatchObject([{ state: 'missing' }]);
  expect((await done(majInTown, 'GET', '/me/passport/shown')).items).toEqual([]);
  await network.settle();

  expect(await knownTo(network.civic)).toEqual(before);
});

test('shown and accepted at the association, the municipality that issued it learns nothing', async () => {
  await done(network.redCross.administrator, 'PUT', `/partners/${network.redCross.askerId}/attestations`, { days: 30 });
  const attestation = await takeAlong(await attested('Brandskydd', 'municipality'), majInTown);
  await network.settle();
  const before = await knownTo(network.municipal);
  const shown = await show(attestation, { who: maj });
  expect(shown.body).toMatchObject({ issuerName: 'Helsingborg', holder: 'Maj' });
  await accept(shown.body.id, network.redCross.coordinator);
  expect(await standing('Brandskydd', maj)).toMatchObject({ issuedBy: 'Helsingborg' });
  await network.settle();
  expect(await knownTo(network.municipal)).toEqual(before);
});

test('while days go by nothing is asked of whoever issued it, whether it was shown or not', async () => {
  const weekOf = async () => {
    const [calls, said] = [asked.get(network.civic)!.length, network.civic.said.length];
    for (let days = 0; days < 7; days += 1) {
      network.clock.forward(day);
      await network.settle();
    }
    return [asked.get(network.civic)!.slice(calls), network.civic.said.slice(said).map(({ type }) => type)];
  };
  const without = await weekOf();
  const attestation = await takeAlong(await attested('Säkra lyft'));
  const { body } = await show(attestation);
  await accept(body.id);
  expect(await weekOf()).toEqual(without);
});

test('withdrawn, it cannot be taken along; what was taken is refused after a day, and what rests on it ends', async () => {
  const id = await attested('Lyfta rätt');
  const attestation = await takeAlong(id);
  const { body } = await show(attestation);
  await accept(body.id);
  await done(network.redCross.administrator, 'POST', `/attestations/${id}/withdrawal`, { reason: 'not-met' });
  expect(await codeOf(taking(id))).toBe('passport.no-longer-holds');
  network.clock.forward(day + hour);
  expect(await codeOf(show(attestation))).toBe('passport.too-old');
  network.clock.forward(13 * day);
  expect((await done(majInTown, 'GET', '/me/passport/shown')).items[0]).toMatchObject({
    id: body.id,
    state: 'expired',
  });
  const items = [{ serviceType: 'homework', purpose: 'help', kind: 'course', subject: 'Lyfta rätt' }];
  await done(network.coordinator, 'PUT', `/groups/${network.volunteersId}/requirements`, { items });
  const list = `/groups/${network.volunteersId}/members/${majInTown.id}/checklist`;
  expect((await done(network.coordinator, 'GET', list)).items).toMatchObject([{ state: 'expired' }]);
});

test('shown anew it counts on without anybody having to decide again, until we have withdrawn it ourselves', async () => {
  const id = await attested('Samtal');
  const { body } = await show(await takeAlong(id));
  await accept(body.id);
  network.clock.forward(10 * day);
  await network.settle();
  const again = await show(await takeAlong(id));
  expect(again.body).toMatchObject({ id: body.id, state: 'accepted' });
  expect(Date.parse(again.body.endsAt) - network.clock.now().getTime()).toBeGreaterThan(13 * day);
  const { id: oursId } = (await standing('Samtal')) as unknown as { id: string };
  await done(administrator, 'POST', `/attestations/${oursId}/withdrawal`, { reason: 'incident' });
  const own = (await done(majInTown, 'GET', '/me/passport/shown')).items as object[];
  expect(own).toContainEqual(expect.objectContaining({ id: body.id, state: 'withdrawn' }));
  expect((await show(await takeAlong(id))).body).toMatchObject({ id: body.id, state: 'waiting' });
});

test("what is not genuine, not one's own, not for us, not fresh or not to be decided so is refused in words of its own", async () => {
  const attestation = await takeAlong(await attested('Bemötande'));
  const [header, payload, signature] = attestation.split('.') as [string, string, string];
  const text = Buffer.from(payload, 'base64url').toString().replace('Bemötande', 'Körkortet');
  expect(await codeOf(show([header, Buffer.from(text).toString('base64url'), signature].join('.')))).toBe(
    'passport.forged',
  );
  expect(await codeOf(show(attestation, { by: await makeKey('sig') }))).toBe('passport.other-holder');
  expect(await codeOf(show(attestation, { aud: network.redCross.id }))).toBe('passport.for-somebody-else');
  expect(await codeOf(show(attestation, { nonce: 'A'.repeat(43) }))).toBe('passport.shown-before');
  const first = await show(attestation);
  expect(first.status).toBe(201);
  const friend = await addPerson(network.town, 'Vän', ['resident']);
  expect(await codeOf(show(attestation, { who: friend }))).toBe('passport.shown-by-another');

  await done(network.coordinator, 'POST', `/shown-attestations/${first.body.id}/decline`);
  expect(await codeOf(call(network.coordinator, 'POST', `/shown-attestations/${first.body.id}/acceptance`))).toBe(
    'passport.decided',
  );
  expect((await call(friend, 'DELETE', `/me/passport/shown/${first.body.id}`)).status).toBe(404);
  expect(await standing('Bemötande')).toBeUndefined();

  await done(administrator, 'DELETE', `/partners/${network.redCross.partnerId}/attestations`);
  expect(await codeOf(show(attestation))).toBe('passport.issuer-unknown');
  await done(administrator, 'PUT', `/partners/${network.redCross.partnerId}/attestations`, { days: 14 });
});

test('what others issued, and what belongs to somebody else, cannot be taken along', async () => {
  const { body } = await show(await takeAlong(await attested('Hygien')));
  await accept(body.id);
  const { id } = (await standing('Hygien')) as unknown as { id: string };
  expect(await codeOf(taking(id, majInTown))).toBe('passport.not-ours');
  expect((await taking(id, network.neighbour)).status).toBe(404);
});
