// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { messageColumns, messageTable } from '../message-columns.ts';

export const inboundStates = ['waiting', 'handled', 'parked'] as const;
/** A handler that fails this often has its message parked and an alarm raised. */
export const mostFailures = 5;

const InboundMessageSchema = defineEntity({
  name: 'InboundMessage',
  ...messageTable('inbound_message'),
  uniques: [{ properties: ['tenantId', 'partnerId', 'jti'] }, { properties: ['tenantId', 'conversationId', 'seq'] }],
  indexes: [{ properties: ['tenantId', 'state', 'nextTryAt'] }, { properties: ['tenantId', 'rememberUntil'] }],
  properties: {
    ...messageColumns,
    /** What the handler needs, sealed at rest; forgotten as soon as it has been handled. */
    sealed: p.text().nullable(),
    receipt: p.text(),
    state: p.enum(inboundStates),
    failures: p.integer().default(0),
    failure: p.string().length(120).nullable(),
    receivedAt: p.datetime(3),
    nextTryAt: p.datetime(3),
    /** Until then a second arrival is known and gets the same receipt. */
    rememberUntil: p.datetime(3),
  },
});

/** What a partner sent, kept before anyone acts on it. */
export class InboundMessage extends InboundMessageSchema.class {
  static arrived(
    message: Pick<
      InboundMessage,
      'partnerId' | 'conversationId' | 'jti' | 'seq' | 'type' | 'hash' | 'sealed' | 'receipt' | 'rememberUntil'
    >,
    at: Date,
  ): InboundMessage {
    const state = 'waiting' as const;
    return Object.assign(new InboundMessage(), {
      ...message,
      state,
      failures: 0,
      failure: null,
      receivedAt: at,
      nextTryAt: at,
    });
  }

  handled(): void {
    this.state = 'handled';
    this.sealed = null;
    this.failure = null;
  }

  /** True when it was once too often: it is parked, for a human to look at. */
  failed(name: string, retryAt: Date): boolean {
    this.failures += 1;
    this.failure = name.slice(0, 120);
    this.nextTryAt = retryAt;
    if (this.failures >= mostFailures) this.state = 'parked';
    return this.state === 'parked';
  }
}
InboundMessageSchema.setClass(InboundMessage);
