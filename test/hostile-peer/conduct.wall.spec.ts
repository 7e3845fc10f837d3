// SPDX-License-Identifier: EUPL-1.2
// A real partner with keys of its own that keeps to nothing: it repeats, reorders, exceeds its grant, and meddles.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Envelope } from '#contracts';
import { done } from '../two-planes/network.ts';
import { rowsOfAll, unbalanced, verdictOn } from './books.ts';
import { inDays, note, preview, Stage } from './stage.ts';
import { hashOf } from './wire.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 300_000);
afterAll(() => stage?.close(), 300_000);
beforeEach(() => stage.forgetKnocks());

type Said = Partial<Envelope> & Pick<Envelope, 'type' | 'body'>;
const toClub = (more: Said) => stage.tells(stage.club, stage.redCross, more);
const toTown = (more: Said) => stage.tells(stage.town, stage.network.town, more);
const offer = (more: object = {}): Said => ({ type: 'request.offered', body: { ...preview(), ...more } });
const yes = () => ({ functionAddress: 'kansli@elak.example.org', headCount: 1, at: new Date().toISOString() });
/** The town asks Mallory, and hears nothing yet. */
async function asked(more: object = {}): Promise<{ conversation: string; requestId: string }> {
  const { network, atTown, mallory } = stage;
  const { id } = await done(network.nurse, 'POST', '/requests', {
    serviceType: 'accompany',
    text: 'Sällskap till tandläkaren',
    area: 'Norr',
    expiresAt: inDays(1),
    groupIds: [network.volunteersId],
    partnerIds: [atTown],
    send: true,
    ...more,
  });
  await stage.settle();
  return { conversation: mallory.heard.at(-1)!.envelope.conversation, requestId: id as string };
}

describe('repeated', () => {
  test('a letter gets the receipt it had and changes nothing, sealed anew or not; with another body it is refused', async () => {
    const { mallory, club, redCross } = stage;
    const written = mallory.write(club, offer());
    const letter = mallory.seal(written.jws, club);
    const first = await stage.post(redCross, letter);
    expect(first.status).toBe(202);
    mallory.taken(club, written);
    await stage.settle();
    const before = await rowsOfAll(stage.planes);
    for (const again of [letter, mallory.seal(written.jws, club)])
      expect(await stage.post(redCross, again)).toMatchObject({ status: 202, text: first.text });
    const other = mallory.sign({ ...written.envelope, body: preview('Något annat') });
    expect(await stage.post(redCross, mallory.seal(other, club))).toMatchObject({ code: 'message.malformed' });
    const elsewhere = mallory.sign({ ...written.envelope, conversation: randomUUID() });
    expect(await stage.post(redCross, mallory.seal(elsewhere, club))).toMatchObject({ code: 'message.malformed' });
    await stage.settle();
    expect(await rowsOfAll(stage.planes)).toEqual(before);
  });
});

describe('out of order', () => {
  test('a gap, a fork, a past written anew and a sight of what was never sent are refused', async () => {
    const { mallory, club, redCross } = stage;
    const written = mallory.write(club, offer());
    const { conversation } = written.envelope;
    expect((await stage.post(redCross, mallory.seal(written.jws, club))).status).toBe(202);
    mallory.taken(club, written);
    await stage.settle();
    const before = await rowsOfAll(stage.planes);
    const next = { conversation, type: 'agreement.note', body: note() };
    for (const [more, code] of [
      [{ seq: 3 }, 'message.gap'],
      [{ seq: 1, prev: null }, 'message.gap'],
      [{ seq: 1_000_000_000 }, 'message.gap'],
      [{ prev: null }, 'message.chain-broken'],
      [{ prev: hashOf('another past') }, 'message.chain-broken'],
      [{ seen: hashOf('never sent') }, 'message.chain-broken'],
      [{ seen: hashOf(written.jws) }, 'message.chain-broken'],
      [{ type: 'request.offered', body: preview() }, 'message.chain-broken'],
    ] as const)
      expect([more, (await toClub({ ...next, ...more })).code]).toEqual([more, code]);
    expect(await rowsOfAll(stage.planes)).toEqual(before);
  });
});

describe('beyond the grant', () => {
  const cases: [string, () => Said, string][] = [
    ['another kind of help', () => offer({ serviceType: 'homework' }), 'grant.service-not-covered'],
    ['what only the other side may say', () => ({ type: 'request.accepted', body: yes() }), 'message.unknown-type'],
    ['no beginning', () => ({ type: 'agreement.note', body: note() }), 'message.unknown-conversation'],
    ['another grant', () => ({ ...offer(), grant: stage.town.grantId }), 'grant.ended'],
    [
      'a request in the partnership’s conversation',
      () => ({ type: 'agreement.note', body: note(), conversation: stage.club.conversation }),
      'message.unknown-conversation',
    ],
    [
      'a second conversation about the partnership',
      () => ({
        type: 'partner.accepted',
        body: { agreement: { payload: 'AAAA', signatures: [{ protected: 'AA', signature: 'A'.repeat(86) }] } },
      }),
      'message.unknown-conversation',
    ],
    ['a time that is not one', () => offer({ expiresAt: '+275760-09-13T00:00:00Z' }), 'message.malformed'],
    [
      'text that shows itself backwards is text, but not with a zero in it',
      () => offer({ text: 'a\u0000b' }),
      'message.malformed',
    ],
    ['half a letter of the alphabet', () => offer({ text: '\ud800' }), 'message.malformed'],
    ['more than there is room for', () => offer({ text: 'x'.repeat(1001) }), 'message.malformed'],
    ['a hundred people', () => offer({ headCount: 100 }), 'message.malformed'],
  ];
  test.each(cases)('%s is refused and leaves no row', async (_, said, code) => {
    const before = await rowsOfAll(stage.planes);
    expect(await toClub(said())).toMatchObject({ code });
    expect(await rowsOfAll(stage.planes)).toEqual(before);
  });
});

describe('meddling', () => {
  test('whoever declined cannot write into, complete or fail what others then agreed on', async () => {
    const { network } = stage;
    const { conversation, requestId } = await asked();
    expect((await toTown({ type: 'request.declined', conversation, body: { code: 'no-capacity' } })).status).toBe(202);
    await stage.settle();
    const { offer: made } = await done(network.neighbour, 'POST', `/requests/${requestId}/offers`, {});
    const { id } = await done(network.nurse, 'POST', `/requests/${requestId}/offers/${made.id}/acceptance`);
    const at = new Date().toISOString();
    for (const said of [
      { type: 'agreement.note', body: note('Kom inte!') },
      { type: 'agreement.started', body: { at } },
      { type: 'agreement.completed', body: { at } },
      { type: 'agreement.failed', body: { code: 'other', at } },
      { type: 'request.accepted', body: yes() },
    ])
      expect((await toTown({ ...said, conversation })).status).toBe(202);
    await stage.settle();
    expect((await done(network.neighbour, 'GET', `/agreements/${id}/notes`)).items ?? []).toEqual([]);
    expect((await done(network.neighbour, 'GET', `/agreements/${id}`)).state).toBe('agreed');
  });

  test('what it was never asked cannot be accepted', async () => {
    const { mallory } = stage;
    const foreign = mallory.heard.find(({ envelope }) => envelope.type === 'partner.accepted')!.envelope.conversation;
    for (const conversation of [randomUUID(), foreign])
      expect(await toTown({ type: 'request.accepted', conversation, body: yes() })).toMatchObject({ status: 400 });
  });
});

describe('when an honest tenant writes to it', () => {
  test('neither redirects nor lies nor silence count as received, and no other address is called', async () => {
    const { mallory } = stage;
    const visits = mallory.visits.length;
    const answers = [302, 307, 200, 500, 202].values();
    mallory.script = (_, response) => {
      const status = answers.next().value ?? 503;
      response.writeHead(status, { location: `${mallory.origin}/elsewhere`, 'content-type': 'application/json' });
      response.end(status === 202 ? JSON.stringify({ receipt: mallory.sign({ sha512: 'lie' }) }) : '{}');
      return true;
    };
    const { network, atTown } = stage;
    const conversation = randomUUID();
    await stage.says(network.town, { partnerId: atTown, conversation, type: 'request.offered', body: preview() });
    for (let round = 0; round < 8; round += 1) {
      await stage.settle();
      network.clock.forward(20 * 60_000);
    }
    expect(await stage.waitingAt(network.town, conversation)).toHaveLength(1);
    expect(new Set(mallory.visits.slice(visits).map(({ url }) => url))).toEqual(new Set(['/federation/inbox']));
    mallory.script = () => false;
    network.clock.forward(20 * 60_000);
    await stage.settle();
    expect(await stage.waitingAt(network.town, conversation)).toEqual([]);
  });

  test('"try again in a year" is heard as a quarter of an hour, and "I lack the first" is not obeyed without a pause', async () => {
    const { mallory, network, atTown } = stage;
    const conversation = randomUUID();
    const wait = { status: 429, body: { code: 'message.too-many' }, headers: { 'retry-after': '31536000' } };
    const gap = { status: 409, body: { code: 'message.gap', lastSeq: 0 }, headers: {} };
    const answering = ({ status, body, headers }: typeof wait | typeof gap) => {
      mallory.script = async (_, response, text) => {
        const heard = await mallory.open(text);
        if (status === 409 && heard?.envelope.seq === 1) return false;
        response.writeHead(status, { ...headers, 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
        return true;
      };
    };
    answering(wait);
    await stage.says(network.town, { partnerId: atTown, conversation, type: 'request.offered', body: preview() });
    await stage.settle();
    mallory.script = () => false;
    network.clock.forward(16 * 60_000);
    await stage.settle();
    expect(await stage.waitingAt(network.town, conversation)).toEqual([]);

    answering(gap);
    await stage.says(network.town, { partnerId: atTown, conversation, type: 'agreement.note', body: note() });
    const before = mallory.visits.length;
    await stage.settle();
    expect(mallory.visits.length - before).toBeLessThan(12);
    mallory.script = () => false;
    network.clock.forward(16 * 60_000);
    await stage.settle();
    expect(await stage.waitingAt(network.town, conversation)).toEqual([]);
  });
});

test('after all of it the books balance and the receipts hold', async () => {
  for (const plane of stage.planes) expect(await unbalanced(plane)).toEqual([]);
  for (const tenant of [stage.network.town, stage.redCross])
    expect(await verdictOn(tenant)).toMatchObject({ ok: true });
});
