// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const ConversationSchema = defineEntity({
  name: 'Conversation',
  ...tenantOwned('federation_conversation', [{ column: 'partnerId', to: 'partner', onDelete: 'cascade' }]),
  uniques: [{ properties: ['tenantId', 'partnerId', 'key'] }],
  indexes: [{ properties: ['tenantId', 'partnerId', 'openedBy', 'openedAt'] }],
  properties: {
    ...tenantColumns,
    partnerId: p.uuid(),
    /** The random id both sides know it by. */
    key: p.uuid(),
    about: p.enum(['partnership', 'request'] as const),
    openedBy: p.enum(['us', 'them'] as const),
    openedAt: p.datetime(3),
    sentSeq: p.integer().default(0),
    sentHash: p.string().nullable(),
    receivedSeq: p.integer().default(0),
    receivedHash: p.string().nullable(),
    handledHash: p.string().nullable(),
    /** Set while a worker is sending from it, so that only one message is under way. */
    leasedUntil: p.datetime(3).nullable(),
    /** The code of the refusal after which nothing more can be sent in it. */
    refusal: p.string().nullable(),
  },
});

/** Two numbered, interlocking rows of messages: ours and theirs. */
export class Conversation extends ConversationSchema.class {
  static opened(from: Pick<Conversation, 'partnerId' | 'key' | 'about' | 'openedBy'>, at: Date): Conversation {
    return Object.assign(new Conversation(), {
      ...from,
      openedAt: at,
      sentSeq: 0,
      sentHash: null,
      receivedSeq: 0,
      receivedHash: null,
      handledHash: null,
      leasedUntil: null,
      refusal: null,
    });
  }

  sent(hash: string): void {
    this.sentSeq += 1;
    this.sentHash = hash;
  }

  received(hash: string): void {
    this.receivedSeq += 1;
    this.receivedHash = hash;
  }

  /** Only what was handled is confirmed as seen by the next message of ours. */
  handled(hash: string): void {
    this.handledHash = hash;
  }
}
ConversationSchema.setClass(Conversation);
