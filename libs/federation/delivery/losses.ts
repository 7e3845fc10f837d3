// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { mediaTypes, type MessageType } from '#contracts';
import { Clock } from '#kernel';
import { sha512, signCompact, unverifiedText, Vault } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Handlers } from '../handlers.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import type { Partner } from '../peers/partner.entity.ts';
import { Partners } from '../peers/partners.ts';
import { Conversation } from './conversation.entity.ts';
import { outboundPurpose } from './names.ts';
import { OutboundMessage } from './outbound-message.entity.ts';

const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

/**
 * What will never arrive. Whoever wrote it hears of it in the same transaction, and holds a request for that: so the
 * request is held before the conversation here too (ADR 0012).
 */
@Injectable()
export class Losses {
  readonly #log = new Logger('Delivery');

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly partners: Partners,
    private readonly vault: Vault,
    private readonly keys: TenantKeys,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  /** What these conversations are about, to be held before any of them is. */
  async hold(conversations: readonly string[]): Promise<void> {
    for (const listener of this.handlers.undelivered()) await listener.hold?.(conversations);
  }

  async expire(conversationId: string): Promise<void> {
    const now = this.clock.now();
    const { key } = await this.em.findOneOrFail(Conversation, { id: conversationId });
    await this.hold([key]);
    const conversation = await this.em.findOneOrFail(Conversation, { id: conversationId }, lock);
    const [next] = await this.#waitingIn(conversationId, 0);
    if (!next || next.expiresAt > now || (conversation.leasedUntil && conversation.leasedUntil > now)) return;
    await this.giveUp(conversation, await this.partners.byId(conversation.partnerId), 'message.expired');
  }

  /** Whatever waits was signed with a key that is no longer believed. */
  async abandonRequests(code: string): Promise<void> {
    const waiting = await this.em.find(
      OutboundMessage,
      { state: 'waiting' },
      { fields: ['conversationId', 'partnerId'], orderBy: { id: 'asc' } },
    );
    const ids = [...new Set(waiting.map(({ conversationId }) => conversationId))];
    const where = { id: { $in: ids }, about: 'request' as const };
    const known = await this.em.find(Conversation, where, { orderBy: { id: 'asc' } });
    await this.hold(known.map(({ key }) => key));
    for (const conversation of await this.em.find(Conversation, where, { ...lock, orderBy: { id: 'asc' } })) {
      await this.giveUp(conversation, await this.partners.byId(conversation.partnerId), code);
    }
  }

  /**
   * Only this message was refused: the conversation goes on without it. Those after it close up; none of them
   * has ever been sent, so they may be signed anew.
   */
  async leaveOut(refused: OutboundMessage, conversation: Conversation, partner: Partner, code: string): Promise<void> {
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

  /** Nothing more can be sent in this conversation, which is held, as is what it is about. */
  async giveUp(conversation: Conversation, partner: Partner, code: string): Promise<void> {
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
}
