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
  messages,
  type MessageType,
} from '#contracts';
import { Clock, Conflict, Forbidden, Invalid, Randomness } from '#kernel';
import { sha512, signCompact, Vault } from '#platform/crypto';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Handling } from '../inbox/handling.ts';
import { TenantKeys, type OwnKey } from '../keys/tenant-keys.ts';
import { Partners } from '../peers/partners.ts';
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
    const contract = messages[message.type];
    const body = contract.body.safeParse(message.body);
    if (!body.success)
      throw new Invalid('message.malformed', { pointer: `/${body.error.issues[0]?.path.join('/') ?? ''}` });

    const now = this.clock.now();
    const { partner, grant } = await this.partners.withGrant(message.partnerId);
    const refusal = checkGrant({ partner, grant, contract, body: body.data, sender: 'us', at: now });
    if (refusal) throw new Forbidden(refusal);

    const conversation = await this.#conversation(message, grant, now);
    if (conversation.refusal) throw new Conflict(conversation.refusal);
    this.handling.confirm(conversation);
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
      body: body.data,
      ...(message.caseRef ? { caseRef: message.caseRef } : {}),
    };
    const jws = await signCompact(JSON.stringify(envelope), signWith ?? (await this.keys.signing()), mediaTypes.jws);
    if (jws.length > largestMessage) throw new Invalid('message.too-large');
    const hash = sha512(jws);
    conversation.sent(hash);
    const { jti, seq, prev, seen, type } = envelope;
    const expiresAt = new Date(envelope.exp * 1000);
    const sealed = this.vault.seal(jws, outboundPurpose(jti));
    this.em.persist(
      OutboundMessage.queued(
        { partnerId: partner.id, conversationId: conversation.id, jti, seq, type, hash, prev, seen, sealed, expiresAt },
        now,
      ),
    );
    await this.em.flush();
    this.jobs.nudge(deliverJob, partner.id);
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
  async #conversation(
    { partnerId, conversation: key, type }: Outgoing,
    { perDay }: Grant,
    now: Date,
  ): Promise<Conversation> {
    const found = await this.em.findOne(
      Conversation,
      { partnerId, key },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (found) return found;
    const { opens, about } = messages[type];
    if (!opens) throw new Conflict('message.unknown-conversation');
    if (about === 'request' && (await openedToday(this.em, partnerId, 'us', now)) >= perDay) {
      throw new Forbidden('grant.daily-limit');
    }
    const opened = Conversation.opened({ partnerId, key, about, openedBy: 'us' }, now);
    this.em.persist(opened);
    await this.em.flush();
    return opened;
  }
}

function expiry(wanted: Date | undefined, now: Date): Date {
  const latest = new Date(now.getTime() + longestLife * 1000);
  return wanted && wanted < latest ? wanted : latest;
}
