// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { contractOf } from '#contracts';
import { Clock, Randomness } from '#kernel';
import { Vault } from '#platform/crypto';
import { Jobs } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Conversation } from '../delivery/conversation.entity.ts';
import { handleJob, inboundPurpose } from '../delivery/names.ts';
import { waitAfter } from '../delivery/patience.ts';
import { Handlers } from '../handlers.ts';
import { Partner } from '../peers/partner.entity.ts';
import { Handling } from './handling.ts';
import type { Kept } from './inbox.ts';
import { InboundMessage } from './inbound-message.entity.ts';

/** Gives one kept message to its handler, inside the scope that makes it an effect, or notes that it failed. */
@Injectable()
export class HandOver {
  readonly #log = new Logger('Inbox');

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly handlers: Handlers,
    private readonly handling: Handling,
    private readonly vault: Vault,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async handOver(message: InboundMessage): Promise<void> {
    const handler = this.handlers.for(message.type);
    const contract = contractOf(message.type);
    if (!handler || !contract || !message.sealed) throw new Error('No handler');
    const partner = await this.em.findOneOrFail(Partner, { id: message.partnerId });
    const { body, iat, caseRef } = JSON.parse(this.vault.open(message.sealed, inboundPurpose(message.jti))) as Kept;
    this.scope.actAs(`partner:${partner.id}`);
    const { id, key } = await this.em.findOneOrFail(Conversation, { id: message.conversationId });
    this.handling.begin(id, message.hash);
    message.handled();
    await this.em.flush();
    await handler.handle({
      partner,
      conversation: key,
      body: contract.body.parse(body),
      sentAt: new Date(iat * 1000),
      caseRef,
    });
    const conversation = await this.em.findOneOrFail(
      Conversation,
      { id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    this.handling.confirm(conversation);
  }

  async failed(messageId: string, name: string): Promise<void> {
    const message = await this.em.findOneOrFail(
      InboundMessage,
      { id: messageId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (message.state !== 'waiting') return;
    const waitMs = waitAfter(message.failures, this.randomness);
    const parked = message.failed(name, new Date(this.clock.now().getTime() + waitMs));
    if (!parked) this.jobs.nudge(handleJob, message.conversationId, waitMs);
    const line = { event: parked ? 'federation.parked' : 'federation.handler-failed', type: message.type, name };
    if (parked) {
      this.#log.error(line);
      this.handlers.changed({
        verb: 'park',
        subject: 'InboundMessage',
        id: message.id,
        values: { type: message.type },
      });
    } else this.#log.warn(line);
  }
}
