// SPDX-License-Identifier: EUPL-1.2
// Thousands of spoilt letters, and a flood, against two honest tenants that go on talking to each other.
// `npm run hostile-peer -- --envelopes N --seed S` runs more of them, or the same once more.
import 'reflect-metadata';
import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Agent, request } from 'undici';
import { mediaTypes } from '#contracts';
import { PartnerKey } from '../../libs/federation/peers/partner-key.entity.ts';
import type { Tenant } from '../two-planes/network.ts';
import { barrage } from './barrage.ts';
import { unbalanced, verdictOn } from './books.ts';
import { Kitchen, type Base } from './kitchen.ts';
import type { Written } from './mallory.ts';
import { note, preview, Stage } from './stage.ts';

const envelopes = Number(process.env['HANDSLAG_ENVELOPES'] ?? 10_000);
const seed = Number(process.env['HANDSLAG_SEED'] ?? randomInt(2 ** 31));
const first = process.env['HANDSLAG_FIRST'] === '1';
const longest = Math.max(300_000, envelopes * 60);

let stage: Stage;
let honest: Base[];
let own: Base[];

/** The honest pair, each with a letter for the other that has not been sent yet; Mallory with one for each of them. */
beforeAll(async () => {
  stage = await Stage.open();
  const { network, redCross, mallory, town, club } = stage;
  const keyOf = (tenant: Tenant, partnerId: string) =>
    stage.inScope(tenant, (em) => em.findOneOrFail(PartnerKey, { partnerId, use: 'sig' }));
  const townKey = await keyOf(redCross, redCross.askerId);
  const clubKey = await keyOf(network.town, redCross.partnerId);
  const toClub = { to: redCross, recipient: await stage.sealingKey(redCross) };
  const toTown = { to: network.town, recipient: await stage.sealingKey(network.town) };

  const conversation = randomUUID();
  const { partnerId, askerId } = redCross;
  await stage.says(network.town, { partnerId, conversation, type: 'request.offered', body: preview('Första frågan') });
  const asked = randomUUID();
  await stage.says(network.town, {
    partnerId: stage.atTown,
    conversation: asked,
    type: 'request.offered',
    body: preview(),
  });
  await stage.settle();
  const at = new Date().toISOString();
  const yes = { functionAddress: redCross.address, headCount: 1, at };
  await stage.says(redCross, { partnerId: askerId, conversation, type: 'request.accepted', body: yes });
  await stage.says(network.town, { partnerId, conversation, type: 'agreement.note', body: note() });
  const other = randomUUID();
  await stage.says(network.town, { partnerId, conversation: other, type: 'request.offered', body: preview() });
  const fromTown = [
    ...(await stage.waitingAt(network.town, conversation)),
    ...(await stage.waitingAt(network.town, other)),
  ];
  honest = [
    ...fromTown.map((written) => ({ ...written, ...toClub, signer: townKey })),
    ...(await stage.waitingAt(redCross, conversation)).map((written) => ({ ...written, ...toTown, signer: clubKey })),
  ];
  expect(honest).toHaveLength(3);

  const good: [Written, Pick<Base, 'to' | 'recipient'>][] = [
    [mallory.write(town, { conversation: asked, type: 'request.accepted', body: { ...yes, at } }), toTown],
    [mallory.write(club, { type: 'request.offered', body: preview('Elaks fråga') }), toClub],
  ];
  own = good.map(([written, to]) => ({ ...written, ...to, signer: mallory.sig }));
}, 300_000);
afterAll(() => stage?.close(), 300_000);
beforeEach(() => stage.forgetKnocks());

test(
  `of ${envelopes} spoilt letters none is let in, tells more than it should, or changes a row`,
  async () => {
    const kitchen = new Kitchen(honest, own, stage.mallory);
    const bases = { honest: honest.length, own: own.length };
    const { sent, answers, kinds, seconds, faults } = await barrage(stage, kitchen, bases, { envelopes, seed, first });
    const replay = `npm run hostile-peer -- --envelopes ${envelopes} --seed ${seed}`;
    console.log(`${sent} letters in ${seconds.toFixed(1)} s: ${JSON.stringify({ kinds, answers })}\nagain: ${replay}`);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(sent).toBe(envelopes);
  },
  longest,
);

test('each of the letters they were made from was good all the time', async () => {
  for (const base of [...honest, ...own]) {
    const letter = await stage.sealedFor(base.to, base.jws);
    expect([base.envelope.type, (await stage.post(base.to, letter)).status]).toEqual([base.envelope.type, 202]);
  }
  const [accepted, asked] = own;
  stage.mallory.taken(stage.town, accepted!);
  stage.mallory.taken(stage.club, asked!);
});

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

test(
  'while a partner floods, it alone is told to wait, and an honest partner’s letters arrive as before',
  async () => {
    const { network, redCross, mallory, club, atClub } = stage;
    const agent = new Agent({ connections: 64 });
    const send = async (letter: string) => {
      const since = performance.now();
      const { statusCode, body } = await request(`http://127.0.0.1:${redCross.plane.port}/federation/inbox`, {
        method: 'POST',
        dispatcher: agent,
        headers: { host: redCross.host, 'content-type': mediaTypes.sealed },
        body: letter,
      });
      await body.dump();
      return { status: statusCode, ms: performance.now() - since };
    };
    const conversation = randomUUID();
    const { partnerId } = redCross;
    await stage.says(network.town, { partnerId, conversation, type: 'request.offered', body: preview() });
    for (let n = 1; n < 40; n += 1)
      await stage.says(network.town, { partnerId, conversation, type: 'agreement.note', body: note(`${n}`) });
    const letters: string[] = [];
    for (const { jws } of await stage.waitingAt(network.town, conversation))
      letters.push(await stage.sealedFor(redCross, jws));
    const quiet: number[] = [];
    for (const letter of letters.slice(0, 20)) {
      const { status, ms } = await send(letter);
      expect(status).toBe(202);
      quiet.push(ms);
    }

    // Of the 3,000 letters a minute 2,900 have gone by already.
    const bursts = own.filter(({ to }) => to === redCross).map(({ jws }) => mallory.seal(jws, club));
    await send(bursts[0]!);
    await redCross.plane.database.platform.query(`update rate_limit set points = 2900 where key like $1`, [
      `%${atClub}`,
    ]);
    const memory = process.memoryUsage().rss;
    let over = false;
    const told: Record<number, number> = {};
    const flood = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = 0; !over; n += 1) {
        // Its own conversations, many of them; the same again and again; and nonsense.
        const fresh = mallory.seal(mallory.write(club, { type: 'request.offered', body: preview() }).jws, club);
        const { status } = await send([fresh, bursts[0]!, 'a.b.c.d.e'][(n + lane) % 3]!);
        told[status] = (told[status] ?? 0) + 1;
      }
    });
    const busy: number[] = [];
    const statuses: number[] = [];
    while ((told[429] ?? 0) < 50) await new Promise((resolve) => setTimeout(resolve, 50));
    for (const letter of letters.slice(20, 32)) {
      // Behind the flood's own address somebody may be told to knock again.
      let answer = await send(letter);
      while (answer.status === 429) answer = await send(letter);
      statuses.push(answer.status);
      busy.push(answer.ms);
    }
    over = true;
    await Promise.all(flood);
    await agent.close();

    const ratio = median(busy) / median(quiet);
    const grown = Math.round((process.memoryUsage().rss - memory) / 2 ** 20);
    console.log(
      `flood: ${JSON.stringify(told)}; honest letters ${median(quiet).toFixed(1)} ms before, ${median(busy).toFixed(1)} ms during (x ${ratio.toFixed(1)}); memory +${grown} MB`,
    );
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(told[429]).toBeGreaterThan(0);
    expect(Object.keys(told).filter((status) => Number(status) >= 500)).toEqual([]);
    expect(grown).toBeLessThan(300);
    const { rows } = await redCross.plane.database.platform.query<{ key: string }>(
      `select key from rate_limit where key like 'letter-partner%' and points > 3000`,
    );
    expect(rows.map(({ key }) => key.endsWith(atClub))).toEqual([true]);
  },
  longest,
);

test('after all of it the books balance and the receipts of everybody honest hold', async () => {
  await stage.forgetKnocks();
  await stage.settle();
  for (const plane of stage.planes) expect(await unbalanced(plane)).toEqual([]);
  for (const tenant of [stage.network.town, stage.redCross])
    expect(await verdictOn(tenant)).toMatchObject({ ok: true });
});
