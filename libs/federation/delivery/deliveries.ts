// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { mediaTypes, ReceiptClaims, type MessageType } from '#contracts';
import { Clock, Randomness } from '#kernel';
import {
  parseShallow,
  publicKey,
  sha512,
  signCompact,
  unverifiedText,
  Vault,
  verifyCompact,
  type OpenedKey,
} from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Handlers } from '../handlers.ts';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { Partner } from '../peers/partner.entity.ts';
import { ReceiptChain } from '../receipts/receipt-chain.ts';
import { Receipt } from '../receipts/receipt.entity.ts';
import { Conversation } from './conversation.entity.ts';
import type { Answer } from './federation-client.ts';
import { outboundPurpose } from './names.ts';
import { OutboundMessage } from './outbound-message.entity.ts';
import { waitAfter } from './patience.ts';

const leaseMs = 60_000;
/** After these nothing can follow in the same conversation. */
const hopeless = new Set(['grant.ended', 'message.chain-broken', 'message.gap', 'message.unknown-conversation']);

/** One message taken out for delivery: everything needed outside the scope. */
export interface Parcel {
  readonly messageId: string;
  readonly conversationId: string;
  readonly partnerId: string;
  readonly origin: string;
  readonly jws: string;
  readonly sealFor: { readonly kid: string; readonly key: OpenedKey };
  readonly lease: Date;
}

/** What may be sent next, and what an answer means. Every method runs inside the tenant's scope. */
@Injectable()
export class Deliveries {
  readonly #log = new Logger('Delivery');

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly vault: Vault,
    private readonly keys: TenantKeys,
    private readonly partnerKeys: PartnerKeys,
    private readonly receipts: ReceiptChain,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Conversations with something to send, at most fifty a partner, so that no partner crowds out another. */
  async due(): Promise<string[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select id from (
         select c.id, row_number() over (partition by c.partner_id order by min(m.next_try_at)) as place
         from outbound_message m
         join federation_conversation c on c.tenant_id = :tenant and c.id = m.conversation_id
         join partner p on p.tenant_id = :tenant and p.id = c.partner_id
         where m.tenant_id = :tenant and m.state = 'waiting' and m.next_try_at <= :now
           and (p.retry_at is null or p.retry_at <= :now)
           and (c.leased_until is null or c.leased_until <= :now)
         group by c.id, c.partner_id
       ) ready where place <= 50 order by place limit 1000`,
      { now: this.clock.now() },
    );
    return rows.map(({ id }) => id);
  }

  /** Takes out the oldest message of the conversation; null when nothing may be sent now. */
  async claim(conversationId: string): Promise<Parcel | null> {
    const now = this.clock.now();
    const conversation = await this.em.findOne(
      Conversation,
      { id: conversationId },
      { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, refresh: true },
    );
    if (!conversation || (conversation.leasedUntil && conversation.leasedUntil > now)) return null;
    const message = await this.em.findOne(
      OutboundMessage,
      { conversationId, state: 'waiting' },
      { orderBy: { seq: 'asc' } },
    );
    if (!message || message.nextTryAt > now) return null;
    const partner = await this.em.findOneOrFail(Partner, { id: message.partnerId });
    if (message.expiresAt <= now) {
      await this.#giveUp(conversation, partner, 'message.expired');
      return null;
    }
    const sealFor = await this.partnerKeys.sealing(partner.id);
    if ((partner.retryAt && partner.retryAt > now) || !message.sealed || !sealFor) return null;
    conversation.leasedUntil = new Date(now.getTime() + leaseMs);
    return {
      messageId: message.id,
      conversationId,
      partnerId: partner.id,
      origin: partner.origin,
      jws: this.vault.open(message.sealed, outboundPurpose(message.jti)),
      sealFor,
      lease: conversation.leasedUntil,
    };
  }

  /** Whatever waits was signed with a key that is no longer believed. */
  async abandonRequests(code: string): Promise<void> {
    const waiting = await this.em.find(
      OutboundMessage,
      { state: 'waiting' },
      { fields: ['conversationId', 'partnerId'] },
    );
    const ids = [...new Set(waiting.map(({ conversationId }) => conversationId))];
    for (const conversation of await this.em.find(Conversation, { id: { $in: ids }, about: 'request' })) {
      await this.#giveUp(conversation, await this.em.findOneOrFail(Partner, { id: conversation.partnerId }), code);
    }
  }

  /** Gives the parcel back untried. */
  async putBack(parcel: Parcel): Promise<void> {
    const conversation = await this.em.findOneOrFail(
      Conversation,
      { id: parcel.conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (conversation.leasedUntil?.getTime() === parcel.lease.getTime()) conversation.leasedUntil = null;
  }

  /** Draws the conclusion from an answer. True when the next message of the conversation may follow at once. */
  async settle(parcel: Parcel, answer: Answer): Promise<boolean> {
    const now = this.clock.now();
    const conversation = await this.em.findOneOrFail(
      Conversation,
      { id: parcel.conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    const message = await this.em.findOneOrFail(OutboundMessage, { id: parcel.messageId }, { refresh: true });
    if (conversation.leasedUntil?.getTime() === parcel.lease.getTime()) conversation.leasedUntil = null;
    // Another worker came to the end of it while this one was held up.
    if (message.state !== 'waiting') return false;
    const partner = await this.em.findOneOrFail(
      Partner,
      { id: parcel.partnerId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );

    if (answer.outcome === 'receipt') {
      if (await this.#isReceiptFor(message, conversation, partner, answer.receipt)) {
        await this.#delivered(message, conversation, partner, answer.receipt, now);
        return true;
      }
      return this.#later(message, 'receipt.invalid', now);
    }
    if (answer.outcome === 'unreachable') {
      partner.unanswered(now, new Date(now.getTime() + waitAfter(partner.failures, this.randomness)));
      return this.#later(message, answer.code, now);
    }
    partner.answered();
    const { status, code } = answer;
    if (status === 409 && answer.lastSeq !== undefined)
      return this.#heal(conversation, message, partner, answer.lastSeq, now);
    if (status === 429) return this.#later(message, code, now, (answer.retryAfter ?? 1) * 1000);
    // 401: our new key, or theirs, may not have arrived yet. Suspended: it may be taken up again.
    if (status === 401 || code === 'grant.suspended' || code === 'partner.not-active')
      return this.#later(message, code, now);
    if (conversation.about === 'partnership' || message.seq === 1 || hopeless.has(code)) {
      await this.#giveUp(conversation, partner, code);
      return false;
    }
    await this.#leaveOut(message, conversation, partner, code);
    return true;
  }

  async #delivered(
    message: OutboundMessage,
    conversation: Conversation,
    partner: Partner,
    receipt: string,
    now: Date,
  ): Promise<void> {
    message.delivered(now);
    partner.answered();
    const { type, jti } = message;
    // A message sent again to a receiver that had lost it has its receipt already.
    if ((await this.em.count(Receipt, { conversation: conversation.key, jti, direction: 'sent' })) > 0) return;
    this.receipts.add({ direction: 'sent', partner, type, conversation: conversation.key, jti, receipt });
  }

  #later(message: OutboundMessage, code: string, now: Date, leastMs = 0): false {
    const waitMs = Math.max(waitAfter(message.tries, this.randomness), leastMs);
    message.retry(new Date(now.getTime() + waitMs), code);
    return false;
  }

  /** The receiver lacks earlier messages that it once had: send them again, from there on. */
  async #heal(
    conversation: Conversation,
    message: OutboundMessage,
    partner: Partner,
    lastSeq: number,
    now: Date,
  ): Promise<boolean> {
    const lost = await this.em.find(OutboundMessage, {
      conversationId: conversation.id,
      seq: { $gt: lastSeq, $lt: message.seq },
    });
    const complete = lost.length === message.seq - 1 - lastSeq && lost.every(({ sealed }) => sealed);
    if (lost.length === 0 || !complete) {
      await this.#giveUp(conversation, partner, 'message.gap');
      return false;
    }
    for (const one of lost) one.resend(now);
    return true;
  }

  /**
   * Only this message was refused: the conversation goes on without it. Those after it close up; none of them
   * has ever been sent, so they may be signed anew.
   */
  async #leaveOut(refused: OutboundMessage, conversation: Conversation, partner: Partner, code: string): Promise<void> {
    const { seq } = refused;
    const before = await this.em.findOneOrFail(OutboundMessage, { conversationId: conversation.id, seq: seq - 1 });
    const later = await this.#waitingIn(conversation.id, seq);
    refused.refused(code, this.clock.now());
    conversation.sentSeq = before.seq;
    conversation.sentHash = before.hash;
    const key = await this.keys.signing();
    for (const message of later) {
      const written = unverifiedText(this.vault.open(message.sealed ?? '', outboundPurpose(message.jti)));
      const place = { seq: conversation.sentSeq + 1, prev: conversation.sentHash };
      const jws = await signCompact(JSON.stringify({ ...JSON.parse(written ?? ''), ...place }), key, mediaTypes.jws);
      const hash = sha512(jws);
      message.closeUp({ ...place, hash, sealed: this.vault.seal(jws, outboundPurpose(message.jti)) });
      conversation.sent(hash);
    }
    await this.em.flush();
    await this.#tell([refused], conversation, partner, code);
  }

  /** Nothing more can be sent in this conversation. */
  async #giveUp(conversation: Conversation, partner: Partner, code: string): Promise<void> {
    const now = this.clock.now();
    const waiting = await this.#waitingIn(conversation.id, 0);
    conversation.refusal = code;
    conversation.leasedUntil = null;
    for (const message of waiting) {
      if (code === 'message.expired') message.expired(now);
      else message.refused(code, now);
    }
    await this.em.flush();
    await this.#tell(waiting, conversation, partner, code);
  }

  #waitingIn(conversationId: string, after: number): Promise<OutboundMessage[]> {
    return this.em.find(
      OutboundMessage,
      { conversationId, state: 'waiting', seq: { $gt: after } },
      { orderBy: { seq: 'asc' } },
    );
  }

  /** Never silently: whoever wrote them hears of it, to tell a human. */
  async #tell(lost: readonly OutboundMessage[], { key }: Conversation, partner: Partner, code: string): Promise<void> {
    this.#log.warn({ event: 'federation.undelivered', code, messages: lost.length });
    for (const message of lost) {
      const type = message.type as MessageType;
      for (const listener of this.handlers.undelivered(type)) {
        await listener.notDelivered({ partner, conversation: key, type, code });
      }
    }
  }

  async #isReceiptFor(
    message: OutboundMessage,
    conversation: Conversation,
    partner: Partner,
    receipt: string,
  ): Promise<boolean> {
    for (const { kid, x } of await this.partnerKeys.signing(partner.id)) {
      const text = await verifyCompact(receipt, { kid, key: await publicKey('sig', x) }, mediaTypes.receipt);
      const claims = text ? ReceiptClaims.safeParse(parseShallow(text, 3)).data : undefined;
      if (!claims) continue;
      return (
        claims.iss === partner.peer &&
        claims.aud === this.scope.tenantId &&
        claims.jti === message.jti &&
        claims.seq === message.seq &&
        claims.sha512 === message.hash &&
        claims.conversation === conversation.key
      );
    }
    return false;
  }
}
