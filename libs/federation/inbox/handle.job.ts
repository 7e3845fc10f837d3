// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { contractOf } from '#contracts';
import { Clock, Randomness, type TenantId } from '#kernel';
import { Vault } from '#platform/crypto';
import { Jobs, type Job } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { Conversation } from '../delivery/conversation.entity.ts';
import { handleJob, inboundPurpose } from '../delivery/names.ts';
import { waitAfter } from '../delivery/patience.ts';
import { Handlers } from '../handlers.ts';
import { Partner } from '../peers/partner.entity.ts';
import type { Kept } from './inbox.ts';
import { InboundMessage } from './inbound-message.entity.ts';

const mostInOneGo = 100;

type Outcome = { readonly done: boolean } | { readonly failedId: string; readonly name: string };

/** Hands one conversation's messages to their handlers, in order, each in one transaction with its effect. */
@Injectable()
export class HandleJob implements Job, OnModuleInit {
  readonly name = handleJob;
  readonly #log = new Logger('Inbox');

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly handlers: Handlers,
    private readonly vault: Vault,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async due(): Promise<string[]> {
    const rows = await this.scope.rows<{ id: string }>(
      `select distinct conversation_id as id from inbound_message
       where tenant_id = :tenant and state = 'waiting' and next_try_at <= :now limit 1000`,
      { now: this.clock.now() },
    );
    return rows.map(({ id }) => id);
  }

  async run(tenant: TenantId, conversationId: string): Promise<void> {
    for (let count = 0; count < mostInOneGo; count += 1) {
      const outcome = await this.#next(tenant, conversationId);
      if ('done' in outcome) {
        if (outcome.done) return;
        continue;
      }
      await this.scope.run(tenant, () => this.#failed(outcome.failedId, outcome.name));
      return;
    }
    await this.jobs.hint({ job: this.name, tenant, id: conversationId });
  }

  async #next(tenant: TenantId, conversationId: string): Promise<Outcome> {
    let messageId: string | undefined;
    try {
      return await this.scope.run(tenant, async () => {
        const conversation = await this.em.findOne(
          Conversation,
          { id: conversationId },
          { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, refresh: true },
        );
        // The oldest one that is not handled: a parked message holds back its own conversation and no other.
        const message =
          conversation &&
          (await this.em.findOne(
            InboundMessage,
            { conversationId, state: { $ne: 'handled' } },
            { orderBy: { seq: 'asc' } },
          ));
        if (!conversation || !message?.sealed || message.state === 'parked' || message.nextTryAt > this.clock.now())
          return { done: true };
        messageId = message.id;
        await this.#handle(message, conversation);
        return { done: false };
      });
    } catch (error) {
      if (messageId === undefined) throw error;
      return { failedId: messageId, name: error instanceof Error ? error.name : typeof error };
    }
  }

  async #handle(message: InboundMessage, conversation: Conversation): Promise<void> {
    const handler = this.handlers.for(message.type);
    const contract = contractOf(message.type);
    if (!handler || !contract || !message.sealed) throw new Error('No handler');
    const partner = await this.em.findOneOrFail(Partner, { id: message.partnerId });
    const { body, iat, caseRef } = JSON.parse(this.vault.open(message.sealed, inboundPurpose(message.jti))) as Kept;
    this.scope.actAs(`partner:${partner.id}`);
    // Before the handler, so that its answer already says that this message was seen.
    conversation.handled(message.hash);
    message.handled();
    await this.em.flush();
    await handler.handle({
      partner,
      conversation: conversation.key,
      body: contract.body.parse(body),
      sentAt: new Date(iat * 1000),
      caseRef,
    });
  }

  async #failed(messageId: string, name: string): Promise<void> {
    const message = await this.em.findOneOrFail(
      InboundMessage,
      { id: messageId },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    if (message.state !== 'waiting') return;
    const parked = message.failed(
      name,
      new Date(this.clock.now().getTime() + waitAfter(message.failures, this.randomness)),
    );
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
