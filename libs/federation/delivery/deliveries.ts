// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { mediaTypes, ReceiptClaims } from '#contracts';
import { Clock, Randomness } from '#kernel';
import { parseShallow, publicKey, Vault, verifyCompact, type OpenedKey } from '#platform/crypto';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { Partner } from '../peers/partner.entity.ts';
import { Partners } from '../peers/partners.ts';
import { ReceiptChain } from '../receipts/receipt-chain.ts';
import { Receipt } from '../receipts/receipt.entity.ts';
import { Conversation } from './conversation.entity.ts';
import type { Answer } from './federation-client.ts';
import { Losses } from './losses.ts';
import { deliverJob, outboundPurpose } from './names.ts';
import { OutboundMessage } from './outbound-message.entity.ts';
import { longestSilenceMs, longestWaitMs, waitAfter } from './patience.ts';

/** A letter under way is kept for its worker so long, and longer as long as the worker lives. */
const leaseMs = 5_000;
/** How often a worker says that it lives. */
export const renewMs = 2_000;
/** After these nothing can follow in the same conversation. */
const hopeless = new Set(['grant.ended', 'message.chain-broken', 'message.gap', 'message.unknown-conversation']);

/** One message taken out for delivery: everything needed outside the scope. */
export interface Parcel {
  readonly messageId: string;
  readonly conversationId: string;
  /** The id both sides know the conversation by. */
  readonly conversation: string;
  readonly partnerId: string;
  readonly origin: string;
  readonly jws: string;
  readonly sealFor: { readonly kid: string; readonly key: OpenedKey };
  /** Moves on while the letter is under way. */
  lease: Date;
}

/** What may be sent next, and what an answer means. Every method runs inside the tenant's scope. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly vault: Vault,
    private readonly partnerKeys: PartnerKeys,
    private readonly receipts: ReceiptChain,
    private readonly partners: Partners,
    private readonly losses: Losses,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** Partners with something to be sent now. */
  async duePartners(): Promise<string[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select distinct p.id from outbound_message m
       join partner p on p.tenant_id = :tenant and p.id = m.partner_id
       join federation_conversation c on c.tenant_id = :tenant and c.id = m.conversation_id
       where m.tenant_id = :tenant and m.state = 'waiting' and m.next_try_at <= :now
         and (p.retry_at is null or p.retry_at <= :now)
         and (c.leased_until is null or c.leased_until <= :now)
       order by 1`,
      { now: this.clock.now() },
    );
    return rows.map(({ id }) => id);
  }

  /** Takes out a message for this partner: the oldest of a conversation from which nothing is under way. Null when there is none. */
  async claim(partnerId: string): Promise<Parcel | null> {
    const now = this.clock.now();
    const [next] = await this.scope.rows<{ id: string }>(
      `select c.id from outbound_message m
       join federation_conversation c on c.tenant_id = :tenant and c.id = m.conversation_id
       where m.tenant_id = :tenant and m.partner_id = :partnerId and m.state = 'waiting' and m.next_try_at <= :now
         and m.expires_at > :now and (c.leased_until is null or c.leased_until <= :now)
         and not exists (
           select from outbound_message e
           where e.tenant_id = :tenant and e.conversation_id = m.conversation_id and e.state = 'waiting' and e.seq < m.seq)
       order by m.next_try_at, m.created_at, m.id limit 1 for update of c skip locked`,
      { partnerId, now },
    );
    const partner = next && (await this.em.findOneOrFail(Partner, { id: partnerId }));
    if (!partner || (partner.retryAt && partner.retryAt > now)) return null;
    const conversation = await this.em.findOneOrFail(Conversation, { id: next.id }, { refresh: true });
    const waiting = { conversationId: conversation.id, state: 'waiting' as const };
    const message = await this.em.findOne(OutboundMessage, waiting, { orderBy: { seq: 'asc' } });
    if (!message || message.expiresAt <= now || (conversation.leasedUntil && conversation.leasedUntil > now))
      return null;
    const sealFor = await this.partnerKeys.sealing(partner.id);
    if (!message.sealed || !sealFor) return null;
    conversation.leasedUntil = new Date(now.getTime() + leaseMs);
    return {
      messageId: message.id,
      conversationId: conversation.id,
      conversation: conversation.key,
      partnerId: partner.id,
      origin: partner.origin,
      jws: this.vault.open(message.sealed, outboundPurpose(message.jti)),
      sealFor,
      lease: conversation.leasedUntil,
    };
  }

  /** Nobody else takes the conversation up while we are at it; but when another has meanwhile, it is theirs. */
  async renew(parcel: Parcel): Promise<void> {
    const leasedUntil = new Date(this.clock.now().getTime() + leaseMs);
    const ours = { id: parcel.conversationId, leasedUntil: parcel.lease };
    if ((await this.em.nativeUpdate(Conversation, ours, { leasedUntil })) > 0) parcel.lease = leasedUntil;
  }

  /** Draws the conclusion from an answer. */
  async settle(parcel: Parcel, answer: Answer): Promise<void> {
    const now = this.clock.now();
    // It may be the end of it, and then its writer must hear of it: what it is about is held first (ADR 0012).
    if (answer.outcome === 'refused' && answer.status !== 429) await this.losses.hold([parcel.conversation]);
    const conversation = await this.em.findOneOrFail(
      Conversation,
      { id: parcel.conversationId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    const message = await this.em.findOneOrFail(OutboundMessage, { id: parcel.messageId }, { refresh: true });
    if (conversation.leasedUntil?.getTime() === parcel.lease.getTime()) conversation.leasedUntil = null;
    // Another worker came to the end of it while this one was held up.
    if (message.state !== 'waiting') return;
    const partner = await this.partners.hold(parcel.partnerId);

    if (answer.outcome === 'receipt') {
      if (await this.#isReceiptFor(message, conversation, partner, answer.receipt)) {
        return this.#delivered(message, conversation, partner, answer.receipt, now);
      }
      return this.#later(message, 'receipt.invalid', now);
    }
    if (answer.outcome === 'unreachable') {
      // Several may have been under way when it fell silent: that is one silence.
      if (partner.retryAt && partner.retryAt > now) return message.retry(partner.retryAt, answer.code);
      // The silence is the partner's: no letter waits longer for having been the one that knocked.
      const waitMs = waitAfter(partner.failures, this.randomness, longestSilenceMs);
      const retryAt = new Date(now.getTime() + waitMs);
      partner.unanswered(now, retryAt);
      this.#tryAgain(partner.id, waitMs);
      return message.retry(retryAt, answer.code);
    }
    partner.answered();
    const { status, code } = answer;
    if (status === 409 && answer.lastSeq !== undefined)
      return this.#heal(conversation, message, partner, answer.lastSeq, now);
    if (status === 429) return this.#later(message, code, now, (answer.retryAfter ?? 1) * 1000);
    // 401: our new key, or theirs, may not have arrived yet. Suspended: it may be taken up again.
    if (status === 401 || code === 'grant.suspended' || code === 'partner.not-active')
      return this.#later(message, code, now);
    const alone = conversation.about === 'request' && message.seq > 1 && !hopeless.has(code);
    if (alone) await this.losses.leaveOut(message, conversation, partner, code);
    else await this.losses.giveUp(conversation, partner, code);
  }

  /** At its own time, which may come long before the next sweep. */
  #tryAgain(partnerId: string, waitMs: number): void {
    this.jobs.nudge(deliverJob, partnerId, waitMs);
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

  #later(message: OutboundMessage, code: string, now: Date, leastMs = 0): void {
    const waitMs = Math.max(waitAfter(message.tries, this.randomness), Math.min(leastMs, longestWaitMs));
    this.#tryAgain(message.partnerId, waitMs);
    message.retry(new Date(now.getTime() + waitMs), code);
  }

  /** The receiver lacks earlier messages that it once had: send them again, from there on. */
  async #heal(
    conversation: Conversation,
    message: OutboundMessage,
    partner: Partner,
    lastSeq: number,
    now: Date,
  ): Promise<void> {
    const lost = await this.em.find(OutboundMessage, {
      conversationId: conversation.id,
      seq: { $gt: lastSeq, $lt: message.seq },
    });
    const complete = lost.length === message.seq - 1 - lastSeq && lost.every(({ sealed }) => sealed);
    if (lost.length === 0 || !complete) {
      await this.losses.giveUp(conversation, partner, 'message.gap');
      return;
    }
    for (const one of lost) one.resend(now);
    // Asked for the same again and again, they are sent again and again, but not without a pause.
    if (message.tries > 0) this.#later(message, 'message.gap', now);
    else message.retry(now, 'message.gap');
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
