// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  type BodyOf,
  type Envelope,
  largestMessage,
  longestLife,
  mediaTypes,
  type MessageContract,
  messages,
  type MessageType,
} from '#contracts';
import { Clock, Conflict, DomainError, Forbidden, Invalid, NotFound, Randomness } from '#kernel';
import { sha512, signCompact, Vault } from '#platform/crypto';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Handling } from '../inbox/handling.ts';
import { TenantKeys, type OwnKey } from '../keys/tenant-keys.ts';
import type { Partner } from '../peers/partner.entity.ts';
import { Partners, type PartnerWithGrant } from '../peers/partners.ts';
import { openedToday } from '../peers/daily-limit.ts';
import { checkGrant } from '../peers/grant-check.ts';
import type { Grant } from '../peers/grant.entity.ts';
import { Conversation } from './conversation.entity.ts';
import { deliverJob, outboundPurpose } from './names.ts';
import { OutboundMessage } from './outbound-message.entity.ts';

export interface Outgoing<Type extends MessageType = MessageType> {
  readonly partnerId: string;
  /** A random UUID; the first message of a request opens the conversation. */
  readonly conversation: string;
  readonly type: Type;
  readonly body: BodyOf<(typeof messages)[Type]>;
  /** An opaque reference of our own, shown back in nothing but our receipts. */
  readonly caseRef?: string;
  /** When the message loses its meaning; at most and by default 35 days from now. */
  readonly expiresAt?: Date;
}

/** The only way for a feature to say something to a partner: written with the business change, sent after it. */
@Injectable()
export class Outbox {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly partners: Partners,
    private readonly keys: TenantKeys,
    private readonly handling: Handling,
    private readonly vault: Vault,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * Signs the message and queues it in the open transaction.
   * @throws Forbidden `grant.…` when the agreement does not allow it, Conflict when the conversation cannot go on.
   */
  async send<Type extends MessageType>(message: Outgoing<Type>, signWith?: OwnKey): Promise<void> {
    const now = this.clock.now();
    const allowed = expectAllowed(message, await this.partners.withGrant(message.partnerId), now);
    const conversation = await this.#conversation(message, allowed.grant, now);
    if (conversation.refusal) throw new Conflict(conversation.refusal);
    this.handling.confirm(conversation);
    const letter = await this.#sign({ ...allowed, conversation }, signWith ?? (await this.keys.signing()), now);
    this.#queue([letter], now);
    await this.em.flush();
    this.jobs.nudge(deliverJob, message.partnerId);
  }

  /**
   * The same for messages that each open a conversation, to partners of whom each is named once: all of them, or none.
   * @param partners by their ids, as they were read in this scope
   * @returns why a message may not be sent, by its place; nothing is queued unless it is empty
   */
  async open(
    messages: readonly Outgoing[],
    partners: ReadonlyMap<string, PartnerWithGrant>,
  ): Promise<ReadonlyMap<number, DomainError>> {
    const now = this.clock.now();
    const partnerIds = messages.map(({ partnerId }) => partnerId);
    const today = await openedToday(this.scope, partnerIds, 'us', now);
    const allowed: Draft[] = [];
    const refused = new Map<number, DomainError>();
    for (const [index, message] of messages.entries()) {
      try {
        const known = partners.get(message.partnerId);
        if (!known) throw new NotFound();
        const conversation = opened(message, known.grant, today.get(message.partnerId) ?? 0, now);
        allowed.push({ ...expectAllowed(message, known, now), conversation });
      } catch (refusal) {
        if (!(refusal instanceof DomainError)) throw refusal;
        refused.set(index, refusal);
      }
    }
    if (refused.size > 0) return refused;
    const key = await this.keys.signing();
    const letters = await Promise.all(allowed.map((one) => this.#sign(one, key, now)));
    this.em.persist(allowed.map(({ conversation }) => conversation));
    // Letters point to their conversations.
    await this.em.flush();
    this.#queue(letters, now);
    await this.em.flush();
    for (const partnerId of partnerIds) this.jobs.nudge(deliverJob, partnerId);
    return refused;
  }

  /** The signed texts (JWS) of all that the open scope's tenant has sent and still keeps, for looking into what went out. */
  async sent(): Promise<string[]> {
    const kept = await this.em.find(
      OutboundMessage,
      { sealed: { $ne: null } },
      { orderBy: { createdAt: 'asc', id: 'asc' } },
    );
    return kept.map(({ jti, sealed }) => this.vault.open(sealed ?? '', outboundPurpose(jti)));
  }

  /**
   * Says again what a partner has taken since then: it was put back from a backup, and has lost it. What it still has it
   * answers with the receipt it gave before, and nothing has effect twice. @returns how many letters wait.
   */
  async sayAgain(partnerId: string, since: Date): Promise<number> {
    const now = this.clock.now();
    const taken = { partnerId, state: 'delivered' as const, settledAt: { $gte: since } };
    const alive = { expiresAt: { $gt: now }, sealed: { $ne: null } };
    const again = { state: 'waiting' as const, settledAt: null, nextTryAt: now };
    const count = await this.em.nativeUpdate(OutboundMessage, { ...taken, ...alive }, again);
    this.jobs.nudge(deliverJob, partnerId);
    return count;
  }

  /** Locked until the transaction ends, so that numbers and hashes follow each other. */
  async #conversation(message: Outgoing, grant: Grant, now: Date): Promise<Conversation> {
    const { partnerId, conversation: key } = message;
    const found = await this.em.findOne(
      Conversation,
      { partnerId, key },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (found) return found;
    const { opens, about } = messages[message.type];
    const counts = opens && about === 'request';
    const today = counts ? await openedToday(this.scope, [partnerId], 'us', now) : new Map<string, number>();
    const conversation = opened(message, grant, today.get(partnerId) ?? 0, now);
    this.em.persist(conversation);
    await this.em.flush();
    return conversation;
  }

  /** The next letter of its conversation, which goes on from there. */
  async #sign({ message, body, partner, grant, conversation }: Draft, key: OwnKey, now: Date): Promise<Signed> {
    const envelope: Envelope = {
      jti: this.randomness.uuid(),
      iss: this.scope.tenantId,
      aud: partner.peer,
      iat: Math.floor(now.getTime() / 1000),
      exp: Math.floor(expiry(message.expiresAt, now).getTime() / 1000),
      grant: grant.wireId,
      conversation: conversation.key,
      seq: conversation.sentSeq + 1,
      prev: conversation.sentHash ?? null,
      seen: conversation.handledHash ?? null,
      type: message.type,
      body,
      ...(message.caseRef ? { caseRef: message.caseRef } : {}),
    };
    const jws = await signCompact(JSON.stringify(envelope), key, mediaTypes.jws);
    if (jws.length > largestMessage) throw new Invalid('message.too-large');
    const hash = sha512(jws);
    conversation.sent(hash);
    return { envelope, jws, hash, conversation };
  }

  #queue(letters: readonly Signed[], now: Date): void {
    for (const { envelope, jws, hash, conversation } of letters) {
      const { jti, seq, prev, seen, type, exp } = envelope;
      const { id: conversationId, partnerId } = conversation;
      const sealed = this.vault.seal(jws, outboundPurpose(jti));
      const expiresAt = new Date(exp * 1000);
      this.em.persist(
        OutboundMessage.queued({ partnerId, conversationId, jti, seq, type, hash, prev, seen, sealed, expiresAt }, now),
      );
    }
  }
}

interface Allowed {
  readonly message: Outgoing;
  readonly body: Envelope['body'];
  readonly partner: Partner;
  readonly grant: Grant;
}

interface Draft extends Allowed {
  readonly conversation: Conversation;
}

interface Signed {
  readonly envelope: Envelope;
  readonly jws: string;
  readonly hash: string;
  readonly conversation: Conversation;
}

/** @throws Invalid, Forbidden `grant.…` */
function expectAllowed(message: Outgoing, { partner, grant }: PartnerWithGrant, at: Date): Allowed {
  const contract: MessageContract = messages[message.type];
  const body = contract.body.safeParse(message.body);
  if (!body.success)
    throw new Invalid('message.malformed', { pointer: `/${body.error.issues[0]?.path.join('/') ?? ''}` });
  const refusal = checkGrant({ partner, grant, contract, body: body.data, sender: 'us', at });
  if (refusal) throw new Forbidden(refusal);
  return { message, body: body.data as Envelope['body'], partner, grant };
}

/** @param today requests opened with the partner so far */
function opened({ partnerId, conversation: key, type }: Outgoing, { perDay }: Grant, today: number, at: Date) {
  const { opens, about } = messages[type];
  if (!opens) throw new Conflict('message.unknown-conversation');
  if (about === 'request' && today >= perDay) throw new Forbidden('grant.daily-limit');
  return Conversation.opened({ partnerId, key, about, openedBy: 'us' }, at);
}

function expiry(wanted: Date | undefined, now: Date): Date {
  const latest = new Date(now.getTime() + longestLife * 1000);
  return wanted && wanted < latest ? wanted : latest;
}
