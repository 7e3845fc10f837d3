// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { messageColumns, messageTable } from '../message-columns.ts';

export const outboundStates = ['waiting', 'delivered', 'refused', 'expired'] as const;

const OutboundMessageSchema = defineEntity({
  name: 'OutboundMessage',
  ...messageTable('outbound_message'),
  indexes: [
    { properties: ['tenantId', 'conversationId', 'seq'] },
    { properties: ['tenantId', 'state', 'nextTryAt'] },
    { properties: ['tenantId', 'state', 'expiresAt'] },
  ],
  properties: {
    ...messageColumns,
    prev: p.string().nullable(),
    seen: p.string().nullable(),
    /** The message, signed once and sealed at rest; forgotten when it can never be asked for again. */
    sealed: p.text().nullable(),
    state: p.enum(outboundStates),
    tries: p.integer().default(0),
    createdAt: p.datetime(3),
    nextTryAt: p.datetime(3),
    expiresAt: p.datetime(3),
    settledAt: p.datetime(3).nullable(),
    code: p.string().length(60).nullable(),
  },
});

/** The transactional outbox: written with the business change, delivered afterwards. */
export class OutboundMessage extends OutboundMessageSchema.class {
  static queued(
    message: Pick<
      OutboundMessage,
      'partnerId' | 'conversationId' | 'jti' | 'seq' | 'type' | 'hash' | 'prev' | 'seen' | 'sealed' | 'expiresAt'
    >,
    at: Date,
  ): OutboundMessage {
    const state = 'waiting' as const;
    return Object.assign(new OutboundMessage(), {
      ...message,
      state,
      tries: 0,
      createdAt: at,
      nextTryAt: at,
      settledAt: null,
      code: null,
    });
  }

  delivered(at: Date): void {
    Object.assign(this, { state: 'delivered', settledAt: at, code: null });
  }

  /** The receiver has lost it (restored from a backup) and asks for it again. */
  resend(at: Date): void {
    Object.assign(this, { state: 'waiting', settledAt: null, nextTryAt: at });
  }

  retry(at: Date, code: string): void {
    this.tries += 1;
    this.nextTryAt = at;
    this.code = code;
  }

  /** It gives up its place in the row, for the next one to take. */
  refused(code: string, at: Date): void {
    Object.assign(this, { state: 'refused', seq: 0, settledAt: at, code, sealed: null });
  }

  /** The one before it was refused and is left out. */
  closeUp(place: Pick<OutboundMessage, 'seq' | 'prev' | 'hash' | 'sealed'>): void {
    Object.assign(this, place);
  }

  expired(at: Date): void {
    Object.assign(this, { state: 'expired', settledAt: at, sealed: null });
  }
}
OutboundMessageSchema.setClass(OutboundMessage);
