// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import {
  AgreementNote,
  mediaTypes,
  messages,
  RequestAccepted,
  RequestDetails,
  RequestOffered,
  RequestWithdrawn,
  type MessageType,
} from '#contracts';
import { publicKey, sealCompact, Vault } from '#platform/crypto';
import type { Feature } from '#platform/plane';
import { drain, startTestPlane, sweep, TestClock, type TestPlane, type TestTenant } from '../testing/two-planes.ts';
import { FederationModule, Handlers, KeyRotation, Outbox, Partner, verifyReceipts, type Received } from './index.ts';
import { Conversation } from './delivery/conversation.entity.ts';
import { outboundPurpose } from './delivery/names.ts';
import { OutboundMessage } from './delivery/outbound-message.entity.ts';
import { InboundMessage } from './inbox/inbound-message.entity.ts';
import { PartnerKeys } from './keys/partner-keys.ts';
import { PartnerKey } from './peers/partner-key.entity.ts';
import { Receipt } from './receipts/receipt.entity.ts';

interface Seen {
  readonly at: string;
  readonly type: string;
  readonly conversation: string;
  readonly body: { text?: string };
}

/** A feature that remembers what it was handed, in order; it chokes on the word "poison". */
@Injectable()
class Notebook implements OnModuleInit {
  readonly seen: Seen[] = [];
  readonly undelivered: { type: string; code: string; conversation: string }[] = [];
  poison = true;

  constructor(private readonly handlers: Handlers) {}

  onModuleInit(): void {
    for (const contract of [RequestOffered, RequestAccepted, RequestDetails, RequestWithdrawn, AgreementNote]) {
      this.handlers.register({ contract: contract, handle: (message) => this.note(contract.type, message) });
    }
    this.handlers.onUndelivered({
      types: Object.keys(messages) as MessageType[],
      notDelivered: ({ type, code, conversation }) => {
        this.undelivered.push({ type, code, conversation });
        return Promise.resolve();
      },
    });
    this.handlers.describeTenant({
      name: () => Promise.resolve('En prövande förening'),
      functionAddresses: () => Promise.resolve([]),
    });
  }

  private note(type: string, { partner, conversation, body }: Received): Promise<void> {
    const { text } = body as { text?: string };
    if (this.poison && text === 'poison') throw new TypeError('choked');
    this.seen.push({ at: partner.tenantId, type, conversation, body: body as { text?: string } });
    return Promise.resolve();
  }
}

@Module({ imports: [FederationModule], providers: [Notebook] })
class NotebookModule {}
const notebook: Feature = { module: NotebookModule, entities: [], policies: [] };

const clock = new TestClock();
const hour = 3_600_000;
const grant = {
  direction: 'we-ask-them',
  serviceTypes: ['accompany', 'social'],
  areas: ['Norr', 'Söder'],
  perDay: 500,
  previewFields: ['text', 'area', 'time', 'headCount'],
  validTo: '2027-05-04T00:00:00.000Z',
  purpose: 'Hjälp i vardagen',
  legalBasis: 'Allmänt intresse',
};

type Running = TestPlane & { close(): Promise<void> };
let m: Running;
let c: Running;
let town: TestTenant;
let redCross: TestTenant;
let sports: TestTenant;
let atRedCross: string;
let atSports: string;

async function partners(
  asker: TestTenant,
  helper: TestTenant,
  functionAddress: string,
  narrowed?: object,
): Promise<string> {
  const invitation = await asker.call('POST', '/partner-invitations', { grant });
  expect(invitation.status).toBe(201);
  const accepted = await helper.call('POST', '/partners', {
    link: invitation.body.link,
    functionAddress,
    ...(narrowed ? { grant: narrowed } : {}),
  });
  expect(accepted.status).toBe(201);
  await drain(m, c);
  const list = await asker.call('GET', '/partners');
  return list.body.items.find((partner: { origin: string }) => partner.origin === helper.origin).id;
}

const preview = (text: string) => ({
  serviceType: 'accompany' as const,
  text,
  area: 'Norr',
  expiresAt: '2026-05-20T00:00:00Z',
});
const notes = (tenant: TestTenant) => tenant.plane.app.get(Notebook, { strict: false });
const outbox = (tenant: TestTenant) => tenant.plane.app.get(Outbox, { strict: false });
const send = (from: TestTenant, message: Parameters<Outbox['send']>[0]) =>
  from.plane.scope.run(from.id, () => outbox(from).send(message));
const textsAt = (tenant: TestTenant, conversation: string) =>
  notes(tenant)
    .seen.filter((one) => one.at === tenant.id && one.conversation === conversation)
    .map(({ body }) => body.text);
const post = async (tenant: TestTenant, letter: string) => {
  const answer = await tenant.plane.app.inject({
    method: 'POST',
    url: '/federation/inbox',
    headers: { host: new URL(tenant.origin).host, 'content-type': 'application/jose' },
    payload: letter,
  });
  return { status: answer.statusCode, body: answer.json<{ code?: string; receipt?: string; lastSeq?: number }>() };
};
const offer = async (partnerId: string, text: string, conversation = randomUUID()) => {
  await send(town, { partnerId, conversation, type: 'request.offered', body: preview(text) });
  return conversation;
};
/** The letter that would go out next in a conversation, made as the deliverer makes it. */
const sealedBy = (tenant: TestTenant, conversation: string) =>
  tenant.plane.scope.run(tenant.id, async (em) => {
    const { id } = await em.findOneOrFail(Conversation, { key: conversation });
    const message = await em.findOneOrFail(OutboundMessage, { conversationId: id });
    const jws = tenant.plane.app.get(Vault, { strict: false }).open(message.sealed!, outboundPurpose(message.jti));
    const keys = await tenant.plane.app.get(PartnerKeys, { strict: false }).ofMany([message.partnerId]);
    const { kid, x } = keys.find(({ use }) => use === 'enc')!;
    return sealCompact(jws, { kid, key: await publicKey('enc', x) }, mediaTypes.jwe);
  });
const countAt = <T extends object>(tenant: TestTenant, entity: new () => T, where: object = {}) =>
  tenant.plane.scope.run(tenant.id, (em) => em.count(entity, where as never));

beforeAll(async () => {
  m = await startTestPlane('municipal', { clock, features: [notebook] });
  c = await startTestPlane('civic', { clock, features: [notebook] });
  town = await m.addTenant('helsingborg', 'municipality');
  redCross = await c.addTenant('rodakorset', 'association');
  sports = await c.addTenant('melhusil', 'association');
});
afterAll(async () => {
  await m.close();
  await c.close();
});

describe('the handshake', () => {
  test('both sides see the same four words, what each will see, and end with the same agreement signed by both', async () => {
    const invitation = await town.call('POST', '/partner-invitations', { grant });
    const preview = await redCross.call('POST', '/partner-invitations/preview', { link: invitation.body.link });
    expect(preview.status).toBe(200);
    expect(preview.body.words).toEqual(invitation.body.words);
    expect(preview.body.from.origin).toBe(town.origin);
    expect(preview.body.grant.direction).toBe('they-ask-us');
    expect(preview.body.weWillSee).toContain('text');
    expect(preview.body.theyWillSee).not.toContain('members');
    expect(invitation.body.qr).toContain('<svg');

    const narrowed = { ...grant, direction: 'they-ask-us', perDay: 400 };
    const accepted = await redCross.call('POST', '/partners', {
      link: invitation.body.link,
      functionAddress: 'besoksgruppen@rodakorset.example.org',
      grant: narrowed,
    });
    expect(accepted).toMatchObject({ status: 201, body: { state: 'pending' } });
    await drain(m, c);

    const ours = (await town.call('GET', '/partners')).body.items[0];
    const theirs = (await redCross.call('GET', '/partners')).body.items[0];
    expect([ours.state, theirs.state]).toEqual(['active', 'active']);
    expect(ours.words).toEqual(theirs.words);
    expect(ours.grant.perDay).toBe(400);
    expect(ours.functionAddresses).toEqual(['besoksgruppen@rodakorset.example.org']);
    atRedCross = ours.id;
    const agreements = await Promise.all(
      [town, redCross].map(({ plane, id }) =>
        plane.scope.run(id, async (em) => (await em.findOneOrFail(Partner, { peer: { $ne: id } })).agreement),
      ),
    );
    expect(agreements[0]).toEqual(agreements[1]);
    expect(agreements[0]!.signatures).toHaveLength(2);
  });

  test('a link works once, not at home, and not after a letter of it was changed', async () => {
    const { link, words } = (await town.call('POST', '/partner-invitations', { grant })).body;
    expect((await town.call('POST', '/partner-invitations/preview', { link })).body.code).toBe('invitation.own');
    expect((await redCross.call('POST', '/partners', { link, functionAddress: 'a@b.example' })).body.code).toBe(
      'partner.exists',
    );
    const [head, fragment] = link.split('#');
    const ticket = JSON.parse(Buffer.from(fragment, 'base64url').toString());
    ticket.grant.purpose = 'Something else';
    const forged = `${head}#${Buffer.from(JSON.stringify(ticket)).toString('base64url')}`;
    expect((await sports.call('POST', '/partner-invitations/preview', { link: forged })).body.words).not.toEqual(words);
    expect((await sports.call('POST', '/partner-invitations/preview', { link: 'nonsense' })).body.code).toBe(
      'invitation.unreadable',
    );
    const wider = { ...grant, perDay: 501 };
    expect(
      (await sports.call('POST', '/partners', { link, functionAddress: 'a@b.example', grant: wider })).body.code,
    ).toBe('grant.only-narrower');
  });

  test('a withdrawn invitation lets nobody in: the one who accepted learns it, and no partner remains', async () => {
    const invitation = await town.call('POST', '/partner-invitations', { grant });
    expect((await town.call('DELETE', `/partner-invitations/${invitation.body.id}`)).status).toBe(204);
    const { body } = await sports.call('POST', '/partners', {
      link: invitation.body.link,
      functionAddress: 'kansli@melhusil.example.org',
    });
    await drain(m, c);
    expect(await countAt(town, Partner, { peer: sports.id })).toBe(0);
    expect((await sports.call('POST', `/partners/${body.id}/end`)).body.state).toBe('ended');
    await drain(m, c);
  });

  test('a second association becomes a partner beside the first', async () => {
    atSports = await partners(town, sports, 'kansli@melhusil.example.org');
    expect((await town.call('GET', `/partners/${atSports}`)).body.state).toBe('active');
  });
});

describe('a message', () => {
  test('arrives once, in order, and leaves the same receipt on both sides', async () => {
    const conversation = await offer(atRedCross, 'first');
    for (const text of ['second', 'third']) {
      await send(town, {
        partnerId: atRedCross,
        conversation,
        type: 'agreement.note',
        body: { text, at: '2026-05-04T09:00:00Z' },
      });
    }
    await drain(m, c);
    expect(textsAt(redCross, conversation)).toEqual(['first', 'second', 'third']);
    const receipts = async (tenant: TestTenant) =>
      (
        await tenant.plane.scope.run(tenant.id, (em) =>
          em.find(Receipt, { conversation }, { orderBy: { number: 'asc' } }),
        )
      ).map(({ receipt }) => receipt);
    expect(await receipts(town)).toEqual(await receipts(redCross));
    expect(await receipts(town)).toHaveLength(3);
  });

  test('that came before gets the same receipt and has no second effect', async () => {
    const conversation = await offer(atRedCross, 'only once');
    await drain(m, c);
    const letter = c.letters.at(-1)!;
    const [first, second] = [await post(redCross, letter), await post(redCross, letter)];
    await drain(m, c);
    expect(first.status).toBe(202);
    expect(second.body.receipt).toBe(first.body.receipt);
    expect(textsAt(redCross, conversation)).toEqual(['only once']);
  });

  test('that arrives many times at once has one effect and one receipt, also when it is the first of its conversation', async () => {
    m.down = c.down = true;
    const conversation = await offer(atRedCross, 'all at once');
    const letter = await sealedBy(town, conversation);
    c.down = m.down = false;
    m.hints.wipe();
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(redCross, letter)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body.receipt)).size).toBe(1);
    await drain(m, c);
    expect(textsAt(redCross, conversation)).toEqual(['all at once']);
    await sweep(m, c);
    expect(textsAt(redCross, conversation)).toEqual(['all at once']);
  });

  test('keeps its place when many are written at once in one conversation', async () => {
    const conversation = await offer(atRedCross, '0');
    const note = (n: number) =>
      send(town, {
        partnerId: atRedCross,
        conversation,
        type: 'agreement.note',
        body: { text: String(n), at: '2026-05-04T09:00:00Z' },
      });
    await Promise.all(Array.from({ length: 8 }, (_, n) => note(n + 1)));
    await drain(m, c);
    expect(textsAt(redCross, conversation).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8']);
    const stored = await redCross.plane.scope.run(redCross.id, (em) =>
      em.find(Receipt, { conversation }, { orderBy: { number: 'asc' } }),
    );
    expect(stored).toHaveLength(9);
  });

  test('sent to another tenant is refused as a stranger is', async () => {
    await offer(atRedCross, 'for the red cross');
    await drain(m, c);
    expect(await post(sports, c.letters.at(-1)!)).toEqual({ status: 401, body: { code: 'message.refused' } });
    expect(await post(town, c.letters.at(-1)!)).toEqual({ status: 401, body: { code: 'message.refused' } });
  });

  test('that nobody can read, or that was changed on the way, gets the one answer strangers get', async () => {
    const letter = c.letters.at(-1)!;
    for (const bad of [
      '',
      'hello',
      'a.b.c.d.e',
      letter.slice(0, -1),
      letter.replace(/.(?=.{40}$)/, (x) => (x === 'A' ? 'B' : 'A')),
    ]) {
      const answer = await post(redCross, bad || ' ');
      expect(answer).toEqual({ status: 401, body: { code: 'message.refused' } });
    }
  });

  test('outside the grant is refused with a code, by the sender and by the receiver', async () => {
    const send = (body: object) => offerRaw(atRedCross, body);
    await expect(send({ ...preview('x'), serviceType: 'homework' })).rejects.toMatchObject({
      code: 'grant.service-not-covered',
    });
    await expect(send({ ...preview('x'), area: 'Öster' })).rejects.toMatchObject({ code: 'grant.area-not-covered' });
    await expect(send({ ...preview('x'), area: undefined })).rejects.toMatchObject({ code: 'grant.area-not-covered' });
    // The receiver narrows in between, so that the sender does not know it yet.
    const { id, version } = await theirsOf(redCross);
    await offer(atRedCross, 'crosses the change');
    const narrower = { ...grant, direction: undefined, perDay: 400, serviceTypes: ['social'] };
    const changed = await redCross.call('PATCH', `/partners/${id}/grant`, narrower, { 'if-match': `"v${version}"` });
    expect(changed).toMatchObject({ status: 200, body: { grant: { serviceTypes: ['social'] } } });
    await drain(m, c);
    expect(notes(town).undelivered.at(-1)).toMatchObject({
      type: 'request.offered',
      code: 'grant.service-not-covered',
    });
    expect((await town.call('GET', `/partners/${atRedCross}`)).body.grant.serviceTypes).toEqual(['social']);
    const wider = await redCross.call('PATCH', `/partners/${id}/grant`, grant, {
      'if-match': `"v${changed.body.version}"`,
    });
    expect(wider.body.code).toBe('grant.only-narrower');
  });

  const offerRaw = (partnerId: string, body: object) =>
    send(town, { partnerId, conversation: randomUUID(), type: 'request.offered', body: body });
  const theirsOf = async (tenant: TestTenant) =>
    (await tenant.call('GET', '/partners')).body.items.find((one: { state: string }) => one.state === 'active');

  test('from the wrong side of the grant is refused', async () => {
    const partner = await theirsOf(sports);
    await expect(
      send(sports, {
        partnerId: partner.id,
        conversation: randomUUID(),
        type: 'request.offered',
        body: preview('help us'),
      }),
    ).rejects.toMatchObject({
      code: 'grant.wrong-side',
    });
  });

  test('is answered in the same conversation, and both halves interlock', async () => {
    const conversation = await offer(atSports, 'who can come along');
    await drain(m, c);
    const { id } = await theirsOf(sports);
    const body = { functionAddress: 'kansli@melhusil.example.org', headCount: 1, at: '2026-05-04T09:00:00Z' };
    await send(sports, { partnerId: id, conversation, type: 'request.accepted', body });
    await drain(m, c);
    await send(town, {
      partnerId: atSports,
      conversation,
      type: 'request.details',
      body: { contactName: 'Berit', phone: '0700000000' },
    });
    await drain(m, c);
    const types = (tenant: TestTenant) =>
      notes(tenant)
        .seen.filter((one) => one.conversation === conversation)
        .map(({ type }) => type);
    expect(types(town)).toEqual(['request.accepted']);
    expect(types(sports)).toEqual(['request.offered', 'request.details']);
    // Once it is handled, nothing of it remains in the inbox.
    expect(await countAt(sports, InboundMessage, { state: 'handled', sealed: { $ne: null } })).toBe(0);
  });
});

describe('trouble', () => {
  test('a message ahead of its turn is answered 409 with the last number, and the row heals by itself', async () => {
    const conversation = await offer(atSports, 'one');
    await drain(m, c);
    await send(town, {
      partnerId: atSports,
      conversation,
      type: 'agreement.note',
      body: { text: 'two', at: '2026-05-04T09:00:00Z' },
    });
    await drain(m, c);
    const letters = c.letters.slice(-2);
    await asBeforeBoth(sports, conversation);
    expect(await post(sports, letters[1]!)).toEqual({ status: 409, body: { code: 'message.gap', lastSeq: 0 } });
    await send(town, {
      partnerId: atSports,
      conversation,
      type: 'agreement.note',
      body: { text: 'three', at: '2026-05-04T09:00:00Z' },
    });
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual(['one', 'two', 'one', 'two', 'three']);
  });

  test('a receiver that is down and comes back gets everything once and in order; nobody else waits for it', async () => {
    const plane3 = await startTestPlane('civic', { clock, features: [notebook] });
    try {
      const far = await plane3.addTenant('langtbort', 'association');
      const atFar = await partnersVia(plane3, far);
      plane3.down = true;
      const conversations = [];
      for (let n = 0; n < 3; n += 1) {
        const conversation = await offer(atFar, `${n}-a`);
        await send(town, {
          partnerId: atFar,
          conversation,
          type: 'agreement.note',
          body: { text: `${n}-b`, at: '2026-05-04T09:00:00Z' },
        });
        conversations.push(conversation);
      }
      const nearby = await offer(atSports, 'does not wait');
      await drain(m, c, plane3);
      expect(textsAt(sports, nearby)).toEqual(['does not wait']);
      expect((await town.call('GET', `/partners/${atFar}`)).body.waitingSince).not.toBeNull();
      for (let hours = 0; hours < 24; hours += 1) {
        clock.advance(hour);
        await sweep(m, c, plane3);
      }
      plane3.down = false;
      clock.advance(hour / 4);
      await sweep(m, c, plane3);
      await sweep(m, c, plane3);
      for (const [n, conversation] of conversations.entries())
        expect(textsAt(far, conversation)).toEqual([`${n}-a`, `${n}-b`]);
      expect((await town.call('GET', `/partners/${atFar}`)).body.waitingSince).toBeNull();
    } finally {
      await plane3.close();
    }
  });

  const partnersVia = async (plane: Running, tenant: TestTenant) => {
    const invitation = await town.call('POST', '/partner-invitations', { grant });
    await tenant.call('POST', '/partners', { link: invitation.body.link, functionAddress: 'a@langtbort.example.org' });
    await drain(m, plane);
    return (await town.call('GET', '/partners')).body.items.find(
      (one: { origin: string }) => one.origin === tenant.origin,
    ).id as string;
  };

  test('a refused message is left out, its sender is told, and the conversation goes on', async () => {
    const conversation = await offer(atSports, 'asked');
    await drain(m, c);
    const at = '2026-05-04T09:00:00Z';
    // Nobody at the sports club handles this type.
    await send(town, { partnerId: atSports, conversation, type: 'agreement.failed', body: { code: 'other', at } });
    await send(town, { partnerId: atSports, conversation, type: 'agreement.note', body: { text: 'after it', at } });
    await send(town, { partnerId: atSports, conversation, type: 'agreement.note', body: { text: 'and again', at } });
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual(['asked', 'after it', 'and again']);
    expect(notes(town).undelivered).toContainEqual({
      type: 'agreement.failed',
      code: 'message.unknown-type',
      conversation,
    });
  });

  test('when the queue is wiped nothing is lost: the sweep finds it', async () => {
    const conversation = await offer(atSports, 'not in the queue');
    m.hints.wipe();
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual([]);
    await m.jobs.sweep();
    await m.hints.drain();
    c.hints.wipe();
    await sweep(m, c);
    expect(textsAt(sports, conversation)).toEqual(['not in the queue']);
  });

  test("a poisonous message is parked after five tries, and its sender's other conversations flow on", async () => {
    const bad = await offer(atSports, 'poison');
    await send(town, {
      partnerId: atSports,
      conversation: bad,
      type: 'agreement.note',
      body: { text: 'held back', at: '2026-05-04T09:00:00Z' },
    });
    const good = await offer(atSports, 'healthy');
    await drain(m, c);
    expect(textsAt(sports, good)).toEqual(['healthy']);
    for (let n = 0; n < 6; n += 1) {
      clock.advance(hour);
      await sweep(m, c);
    }
    expect(await countAt(sports, InboundMessage, { state: 'parked', failures: 5 })).toBe(1);
    expect(textsAt(sports, bad)).toEqual([]);
    const later = await offer(atSports, 'still healthy');
    await drain(m, c);
    expect(textsAt(sports, later)).toEqual(['still healthy']);
  });

  test('what cannot be delivered for 35 days is given up with a notice, never silently', async () => {
    const plane4 = await startTestPlane('civic', { clock, features: [notebook] });
    const gone = await plane4.addTenant('borta', 'association');
    const atGone = await partnersVia(plane4, gone);
    await plane4.close();
    const conversation = await offer(atGone, 'nobody there');
    await drain(m, c);
    for (let days = 0; days < 36; days += 1) {
      clock.advance(24 * hour);
      await sweep(m, c);
    }
    expect(notes(town).undelivered).toContainEqual({ type: 'request.offered', code: 'message.expired', conversation });
    expect(await countAt(town, OutboundMessage, { state: 'waiting' })).toBe(0);
  });
});

describe('keys', () => {
  test('are exchanged while messages are under way, and nothing is lost', async () => {
    const conversations = [];
    for (let n = 0; n < 4; n += 1) conversations.push(await offer(atSports, `before ${n}`));
    for (const tenant of [town, sports]) {
      await tenant.plane.scope.run(tenant.id, () =>
        tenant.plane.app.get(KeyRotation, { strict: false }).rotate({ emergency: false }),
      );
    }
    for (let n = 0; n < 4; n += 1) conversations.push(await offer(atSports, `after ${n}`));
    await drain(m, c);
    clock.advance(hour);
    await sweep(m, c);
    clock.advance(hour);
    await sweep(m, c);
    expect(conversations.flatMap((conversation) => textsAt(sports, conversation))).toEqual(
      ['before', 'after'].flatMap((word) => [0, 1, 2, 3].map((n) => `${word} ${n}`)),
    );
    clock.advance(8 * 24 * hour);
    const conversation = await offer(atSports, 'only the new key is left');
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual(['only the new key is left']);
  });

  test('that are revoked in an emergency are refused from then on', async () => {
    const conversation = await offer(atSports, 'signed before');
    await drain(m, c);
    const stolen = c.letters.at(-1)!;
    await town.plane.scope.run(town.id, () =>
      town.plane.app.get(KeyRotation, { strict: false }).rotate({ emergency: true }),
    );
    await drain(m, c);
    await sweep(m, c);
    // Those that the exchange before had replaced as well: whoever has them could still date a letter back.
    expect(await countAt(sports, PartnerKey, { revokedAt: { $ne: null } })).toBe(4);
    await send(town, {
      partnerId: atSports,
      conversation,
      type: 'agreement.note',
      body: { text: 'signed after', at: '2026-05-04T09:00:00Z' },
    });
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual(['signed before', 'signed after']);
    // Even a copy of what was let in before is refused now.
    expect((await post(sports, stolen)).status).toBe(401);
  });
});

describe('receipts', () => {
  test('prove offline what was exchanged, one side alone and both together', async () => {
    const [ours, theirs] = [
      (await town.call('GET', '/receipts/export')).body,
      (await sports.call('GET', '/receipts/export')).body,
    ];
    expect(await verifyReceipts(ours)).toMatchObject({ ok: true });
    expect(await verifyReceipts(ours, theirs)).toMatchObject({ ok: true });
    const { conversation } = (await sports.call('GET', '/receipts')).body.items[0];
    const one = (await town.call('GET', `/receipts/export?conversation=${conversation}`)).body;
    expect((await verifyReceipts(one)).en).toMatch(/^Holds: \d+ messages/);
    expect(JSON.stringify(ours)).not.toContain('Berit');
  });

  test('name the step when one was changed, taken away, or added', async () => {
    const whole = (await town.call('GET', '/receipts/export')).body;
    const changed = structuredClone(whole);
    changed.links[1].type = 'request.declined';
    expect(await verifyReceipts(changed)).toMatchObject({
      ok: false,
      broken: 'link 2',
      en: expect.stringContaining('step 2'),
    });
    const shorter = structuredClone(whole);
    shorter.links.pop();
    expect(await verifyReceipts(shorter)).toMatchObject({ ok: false, broken: 'head' });
    const forged = structuredClone(whole);
    const receipt = forged.links[0].receipt as string;
    forged.links[0].receipt = receipt.slice(0, -5) + (receipt.at(-5) === 'A' ? 'B' : 'A') + receipt.slice(-4);
    expect((await verifyReceipts(forged)).ok).toBe(false);
    expect(await verifyReceipts({ anything: 'else' })).toMatchObject({ ok: false, broken: 'format' });
  });
});

describe('pausing and ending', () => {
  test('a paused partnership lets nothing through, and what waits goes out when it is taken up again', async () => {
    const { id } = (await sports.call('GET', '/partners')).body.items.find(
      (one: { state: string }) => one.state === 'active',
    );
    const conversation = await offer(atSports, 'before the pause');
    expect((await sports.call('POST', `/partners/${id}/suspend`)).body.state).toBe('suspended');
    await drain(m, c);
    expect(textsAt(sports, conversation)).toEqual([]);
    expect((await town.call('GET', `/partners/${atSports}`)).body.state).toBe('suspended');
    await expect(offer(atSports, 'during')).rejects.toMatchObject({ code: 'grant.suspended' });
    expect((await town.call('POST', `/partners/${atSports}/resume`)).status).toBe(403);
    expect((await sports.call('POST', `/partners/${id}/resume`)).body.state).toBe('active');
    await drain(m, c);
    clock.advance(hour);
    await sweep(m, c);
    expect(textsAt(sports, conversation)).toEqual(['before the pause']);
  });

  test('an ended partnership is refused at once, by whichever side ended it', async () => {
    const { id } = (await sports.call('GET', '/partners')).body.items.find(
      (one: { state: string }) => one.state === 'active',
    );
    const crossing = await offer(atSports, 'too late');
    expect((await sports.call('POST', `/partners/${id}/end`)).body.state).toBe('ended');
    await drain(m, c);
    expect(textsAt(sports, crossing)).toEqual([]);
    expect(notes(town).undelivered.at(-1)).toMatchObject({ conversation: crossing, code: 'grant.ended' });
    expect((await town.call('GET', `/partners/${atSports}`)).body).toMatchObject({
      state: 'ended',
      can: { end: false },
    });
    await expect(offer(atSports, 'after')).rejects.toMatchObject({ code: 'grant.ended' });
    const sees = await town.call('GET', `/partners/${atSports}/sees`);
    expect(sees.body.exchanged[0].type).toBe('partner.ended');
    expect(sees.body.theySee).not.toContain('person-number');
  });
});

test('discovery tells keys and kind and nothing else', async () => {
  const { body } = await redCross.call('GET', '/.well-known/handslag');
  expect(Object.keys(body).sort()).toEqual([
    'functionAddresses',
    'keys',
    'kind',
    'largestMessage',
    'name',
    'tenant',
    'versions',
  ]);
  expect(JSON.stringify(body)).not.toContain('"d"');
});

test('an invitation that nobody took is cleared away a month after its last day', async () => {
  const { id } = (await town.call('POST', '/partner-invitations', { grant })).body;
  const listed = async () =>
    ((await town.call('GET', '/partner-invitations')).body.items as { id: string }[]).some((one) => one.id === id);
  clock.advance(43 * 24 * hour);
  await sweep(m, c);
  expect(await listed()).toBe(true);
  clock.advance(2 * 24 * hour);
  await sweep(m, c);
  expect(await listed()).toBe(false);
});

/** Sets the receiver back to before the conversation, as a restored backup does; past the wall, in the database itself. */
async function asBeforeBoth({ plane, id }: TestTenant, conversation: string): Promise<void> {
  const client = new Client({ connectionString: plane.database.urls.superuser });
  await client.connect();
  const here = [id, conversation];
  await client.query('delete from federation_conversation where tenant_id = $1 and key = $2', here);
  await client.query('delete from receipt where tenant_id = $1 and conversation = $2', here);
  await client.query(
    `update receipt_head set (number, hash) = (select number, hash from receipt where tenant_id = $1 order by number desc limit 1) where tenant_id = $1`,
    [id],
  );
  await client.end();
}
