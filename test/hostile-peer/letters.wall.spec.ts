// SPDX-License-Identifier: EUPL-1.2
// Letters by a hostile tenant: each is refused, leaves no trace, and tells a stranger nothing.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Partner } from '#federation';
import { PartnerKey } from '../../libs/federation/peers/partner-key.entity.ts';
import { rowsOfAll, unbalanced, verdictOn } from './books.ts';
import { forgeries, wrappings, type Stolen } from './forgeries.ts';
import { Mallory, relink, type Written } from './mallory.ts';
import { preview, Stage, type Reply } from './stage.ts';
import { sealed } from './wire.ts';

let stage: Stage;
/** What the municipality has signed for the association and not sent yet: whatever is changed of it would be new. */
let fresh: Written;
let stolen: Stolen;

const offered = async (): Promise<Written> => {
  const { network, redCross } = stage;
  const conversation = randomUUID();
  const { partnerId } = redCross;
  await stage.says(network.town, { partnerId, conversation, type: 'request.offered', body: preview('Äkta fråga') });
  return (await stage.waitingAt(network.town, conversation))[0]!;
};

beforeAll(async () => {
  stage = await Stage.open();
  const { network, redCross, mallory } = stage;
  fresh = await offered();
  const signer = await stage.inScope(redCross, (em) =>
    em.findOneOrFail(PartnerKey, { partnerId: redCross.askerId, use: 'sig' }),
  );
  stolen = { jws: fresh.jws, signer, recipient: await stage.sealingKey(redCross), mallory };
  expect(network.town.id).toBe(fresh.envelope.iss);
}, 300_000);
afterAll(() => stage?.close(), 300_000);
beforeEach(() => stage.forgetKnocks());

/** All of an answer but the number of the request and the time of day. */
const face = ({ status, text, headers }: Reply) => {
  const { 'x-request-id': _, date: __, ...others } = headers;
  return { status, text, headers: Object.entries(others) };
};
/** What somebody gets who has no idea. */
const strangers = async () => face(await stage.post(stage.redCross, 'a.b.c.d.e'));

describe.each([
  [
    'a forged letter',
    Object.entries(forgeries).map(([name, forge]) => [name, (it: Stolen) => sealed(forge(it), it.recipient)] as const),
  ],
  ['an honest message in a wrong wrapping', Object.entries(wrappings)],
] as const)('%s is answered as a stranger is:', (_, letters) => {
  let before: unknown;
  beforeAll(async () => {
    before = await rowsOfAll(stage.planes);
  });
  test.each(letters as [string, (it: Stolen) => string][])('%s', async (__, made) => {
    expect(face(await stage.post(stage.redCross, made(stolen)))).toEqual(await strangers());
  });
  test('and not one of them has changed a row of either plane', async () => {
    expect(await rowsOfAll(stage.planes)).toEqual(before);
  });
});

describe('at the door', () => {
  test('a letter that is too long is refused before it is opened', async () => {
    for (const length of [350_700, 420_000, 2_000_000]) {
      const { status } = await stage.post(stage.redCross, 'A'.repeat(length));
      expect([401, 413]).toContain(status);
    }
  });

  test('no other kind of content is opened, whatever it says it is', async () => {
    const letter = sealed(fresh.jws, stolen.recipient);
    const before = await rowsOfAll(stage.planes);
    for (const type of ['application/json', 'text/plain', 'application/jose+json', 'multipart/form-data', '']) {
      const { status } = await stage.post(stage.redCross, letter, { 'content-type': type });
      expect([type, [400, 401, 415].includes(status)]).toEqual([type, true]);
    }
    for (const encoding of ['gzip', 'deflate', 'br']) {
      const { status } = await stage.post(stage.redCross, Buffer.from([31, 139, 8, 0]), {
        'content-encoding': encoding,
      });
      expect([encoding, [400, 401, 415].includes(status)]).toEqual([encoding, true]);
    }
    expect(await rowsOfAll(stage.planes)).toEqual(before);
  });

  test('a tenant that is not there answers as one that is', async () => {
    const { redCross } = stage;
    const nobody = { ...redCross, host: `finnsinte.localhost:${redCross.plane.port}` };
    expect(face(await stage.post(nobody, sealed(fresh.jws, stolen.recipient)))).toEqual(await strangers());
  });
});

describe('a letter that is passed on', () => {
  const allowanceOf = async (partnerId: string) => {
    const { platform } = stage.redCross.plane.database;
    const { rows } = await platform.query<{ points: number }>('select points from rate_limit where key like $1', [
      `%${partnerId}`,
    ]);
    return rows[0]?.points ?? 0;
  };

  test('sealed anew for another tenant is a stranger’s there, whether or not its signer is a partner there', async () => {
    const { network, redCross, mallory, atTown } = stage;
    const conversation = randomUUID();
    await stage.says(network.town, {
      partnerId: atTown,
      conversation,
      type: 'request.offered',
      body: preview('Till Elak'),
    });
    const [toMallory] = await stage.waitingAt(network.town, conversation);
    const before = await rowsOfAll(stage.planes);
    for (const tenant of [redCross, network.sportsClub, network.town]) {
      const letter = await stage.sealedFor(tenant, toMallory!.jws);
      expect(face(await stage.post(tenant, letter))).toEqual(face(await stage.post(tenant, 'a.b.c.d.e')));
    }
    // Else whoever is written to could use up what its partner may send to others.
    expect(await allowanceOf(redCross.askerId)).toBe(0);
    expect(await rowsOfAll(stage.planes)).toEqual(before);
    await stage.settle();
    expect(mallory.heard.at(-1)!.envelope.conversation).toBe(conversation);
  });

  test('in the name of a partner of both is believed by nobody but the one it was written for', async () => {
    const { town, club, mallory, network, redCross } = stage;
    const written = mallory.write(town, { type: 'request.accepted', body: {} });
    expect((await stage.post(redCross, mallory.seal(written.jws, club))).status).toBe(401);
    expect((await stage.post(network.town, mallory.seal(written.jws, club))).status).toBe(401);
  });
});

describe('whoever knocks in vain', () => {
  test('a hundred and twenty times is told to wait, while a partner behind the same address still gets in', async () => {
    const { redCross, network } = stage;
    const from = '198.51.100.99';
    for (let n = 0; n < 120; n += 1) await stage.post(redCross, 'a.b.c.d.e', {}, from);
    expect(await stage.post(redCross, 'a.b.c.d.e', {}, from)).toMatchObject({ status: 429, code: 'message.too-many' });
    const [one] = await stage.waitingAt(network.town, (await offered()).envelope.conversation);
    const letter = await stage.sealedFor(redCross, one!.jws);
    expect((await stage.post(redCross, letter, {}, from)).status).toBe(202);
    const crowd = await Promise.all(Array.from({ length: 20 }, () => stage.post(redCross, 'a.b.c.d.e', {}, from)));
    expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([429]));
    expect((await stage.post(redCross, 'a.b.c.d.e', {}, '198.51.100.98')).status).toBe(401);
  });

  test('with letters that are signed and make no sense is counted as well', async () => {
    const { mallory, club, redCross } = stage;
    const from = '198.51.100.97';
    const statuses: number[] = [];
    for (let n = 0; n < 121; n += 1)
      statuses.push((await stage.post(redCross, mallory.seal(mallory.sign({ n }), club), {}, from)).status);
    expect(statuses.slice(0, 120)).toEqual(Array(120).fill(400));
    await expect(stage.post(redCross, 'a.b.c.d.e', {}, from)).resolves.toMatchObject({ status: 429 });
  });
});

describe('an introduction', () => {
  const refused = async (letter: string) => expect((await stage.post(stage.network.town, letter)).status).toBe(401);

  test('works once, for one who is invited, and never for more than was offered', async () => {
    const { network, mallory, stranger } = stage;
    const link = await stage.invite(network.town, 'we-ask-them');
    const before = await rowsOfAll(stage.planes);
    const forTown = (who: Mallory, changed: string) => who.introduction(changed).letter;
    await refused(
      forTown(
        stranger,
        relink(link, (ticket) => ({ ...ticket, token: 'A'.repeat(43) })),
      ),
    );
    await refused(
      forTown(
        stranger,
        relink(link, ({ grant, ...ticket }) => ({ ...ticket, grant: { ...grant, perDay: 51 } })),
      ),
    );
    await refused(
      forTown(
        stranger,
        relink(link, (ticket) => ({ ...ticket, inviterIs: 'helper' })),
      ),
    );
    await refused(
      forTown(
        stranger,
        relink(link, (ticket) => ({ ...ticket, invitation: randomUUID() })),
      ),
    );
    await refused(stranger.introduction(link, { tenant: network.town.id }).letter);
    await refused(stranger.introduction(link, { tenant: mallory.id }).letter);
    const keys = stranger.party().keys.map((key) => ({ ...key, kid: stolen.signer.kid }));
    await refused(stranger.introduction(link, { keys }).letter);
    expect(await rowsOfAll(stage.planes)).toEqual(before);

    const { letter } = stranger.introduction(link);
    expect((await stage.post(network.town, letter)).status).toBe(202);
    const third = await Mallory.open('tredje');
    await refused(third.introduction(link).letter);
    await third.close();
  });

  test('is not barred by a partner that has named the newcomer’s key as one of its own', async () => {
    const { network, mallory, town } = stage;
    const newcomer = await Mallory.open('nykomling');
    const body = { keys: [...mallory.party().keys, newcomer.party().keys[0]!], revoked: [] };
    const { conversation } = town;
    expect((await stage.tells(town, network.town, { type: 'keys.rotated', conversation, body })).status).toBe(202);
    await stage.settle();
    await expect(stage.befriend(network.town, 'we-ask-them', newcomer)).resolves.toHaveLength(2);
    await newcomer.close();
  });

  test('of somebody who was a partner once makes a new partnership, with the same keys', async () => {
    const { network } = stage;
    const again = await Mallory.open('igen');
    const [ties] = await stage.befriend(network.town, 'we-ask-them', again);
    const at = new Date().toISOString();
    const { conversation } = ties;
    const ended = await stage.tells(ties, network.town, { type: 'partner.ended', conversation, body: { at } }, again);
    expect(ended.status).toBe(202);
    await stage.settle();
    const { ties: second, written, letter } = again.introduction(await stage.invite(network.town, 'we-ask-them'));
    expect(await stage.post(network.town, letter)).toMatchObject({ status: 202 });
    again.taken(second, written);
    await stage.settle();
    const partners = await stage.inScope(network.town, (em) => em.find(Partner, { peer: again.id }));
    expect(partners.map(({ state }) => state).sort()).toEqual(['active', 'ended']);
    const late = { type: 'grant.suspended', conversation, body: { suspended: true } };
    expect(await stage.tells(ties, network.town, late, again)).toMatchObject({ status: 403, code: 'grant.ended' });
    await again.close();
  });
});

test('the honest letter itself was good all the time', async () => {
  await stage.forgetKnocks();
  expect((await stage.post(stage.redCross, sealed(stolen.jws, stolen.recipient))).status).toBe(202);
  await stage.settle();
  for (const plane of stage.planes) expect(await unbalanced(plane)).toEqual([]);
  for (const tenant of [stage.network.town, stage.redCross])
    expect(await verdictOn(tenant)).toMatchObject({ ok: true });
});
