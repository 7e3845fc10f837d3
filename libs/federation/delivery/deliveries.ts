// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock, Randomness } from '#kernel';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { Partner } from '../peers/partner.entity.ts';
import { Partners } from '../peers/partners.ts';
import { ReceiptChain } from '../receipts/receipt-chain.ts';
import { Receipt } from '../receipts/receipt.entity.ts';
import { Conversation } from './conversation.entity.ts';
import type { Parcel } from './departures.ts';
import type { Answer } from './federation-client.ts';
import { Losses } from './losses.ts';
import { deliverJob } from './names.ts';
import { OutboundMessage } from './outbound-message.entity.ts';
import { longestSilenceMs, longestWaitMs, waitAfter } from './patience.ts';
import { isReceiptFor } from './receipt-for.ts';

/** After these nothing can follow in the same conversation. */
const hopeless = new Set(['grant.ended', 'message.chain-broken', 'message.gap', 'message.unknown-conversation']);

/** A letter and what came back for it, signed by the one it was for. */
export interface Receipted {
  readonly parcel: Parcel;
  readonly receipt: string;
}

/** What an answer means. Every method runs inside the tenant's scope. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly partnerKeys: PartnerKeys,
    private readonly receipts: ReceiptChain,
    private readonly partners: Partners,
    private readonly losses: Losses,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /**
   * Notes that these have arrived, all in one go: whatever is held by somebody else, was settled by another, or is for a
   * partner who was silent, is left out. @returns the ids of the messages that are done
   */
  async delivered(letters: readonly Receipted[]): Promise<Set<string>> {
    const parcels = letters.map(({ parcel }) => parcel);
    const settled = await this.scope.rows<{ id: string; known: boolean }>(
      `with held as materialized (
         select c.id from federation_conversation c
         where c.tenant_id = :tenant and c.id = any(:conversations::uuid[]) order by c.id for update skip locked),
       settled as (
         update outbound_message m set state = 'delivered', settled_at = :now, code = null
         from unnest(:messages::uuid[], :hashes::text[]) as l (id, hash), held h, partner p
         where m.tenant_id = :tenant and m.id = l.id and m.hash = l.hash and m.state = 'waiting' and h.id = m.conversation_id
           and p.tenant_id = :tenant and p.id = m.partner_id
           and p.waiting_since is null and p.retry_at is null and p.failures = 0
         returning m.id, m.conversation_id, m.jti),
       freed as (
         update federation_conversation c set leased_until = null
         from settled s join unnest(:messages::uuid[], :leases::timestamptz[]) as l (id, lease) on l.id = s.id
         where c.tenant_id = :tenant and c.id = s.conversation_id and c.leased_until = l.lease)
       select s.id, exists (
         select from receipt r join federation_conversation c on c.tenant_id = :tenant and c.id = s.conversation_id
         where r.tenant_id = :tenant and r.conversation = c.key and r.jti = s.jti and r.direction = 'sent') as known
       from settled s`,
      {
        now: this.clock.now(),
        conversations: parcels.map(({ conversationId }) => conversationId),
        messages: parcels.map(({ messageId }) => messageId),
        hashes: parcels.map(({ hash }) => hash),
        leases: parcels.map(({ lease }) => lease.toISOString()),
      },
    );
    for (const { parcel, receipt } of letters) {
      const done = settled.find(({ id }) => id === parcel.messageId);
      // A message sent again to a receiver that had lost it has its receipt already.
      if (!done || done.known) continue;
      const { type, conversation, jti, partnerId: id, peer, name } = parcel;
      this.receipts.add({ direction: 'sent', partner: { id, peer, name }, type, conversation, jti, receipt });
    }
    return new Set(settled.map(({ id }) => id));
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
    { jti, seq, hash: sha512 }: OutboundMessage,
    { key: conversation }: Conversation,
    partner: Partner,
    receipt: string,
  ): Promise<boolean> {
    const wanted = { iss: partner.peer, aud: this.scope.tenantId, jti, seq, sha512, conversation };
    return isReceiptFor(receipt, await this.partnerKeys.signing(partner.id), wanted);
  }
}
