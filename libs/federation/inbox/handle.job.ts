// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock, type TenantId } from '#kernel';
import { Jobs, type Job } from '#platform/queue';
import { TenantScope } from '#platform/tenancy';
import { handleJob } from '../delivery/names.ts';
import { HandOver } from './hand-over.ts';
import { InboundMessage } from './inbound-message.entity.ts';

const mostInOneGo = 100;

type Outcome = { readonly done: boolean } | { readonly failedId: string; readonly name: string };

/** Hands one conversation's messages to their handlers, in order, each in one transaction with its effect. */
@Injectable()
export class HandleJob implements Job, OnModuleInit {
  readonly name = handleJob;
  readonly due = `select distinct m.conversation_id as id from inbound_message m
    where m.tenant_id = :tenant and m.state = 'waiting' and m.next_try_at <= :now order by 1 limit 1000`;
  /** Conversations: whoever reads and writes meanwhile needs connections too. */
  readonly atOnce = 3;

  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly desk: HandOver,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.register(this);
  }

  async run(tenant: TenantId, conversationId: string): Promise<void> {
    for (let count = 0; count < mostInOneGo; count += 1) {
      const outcome = await this.#next(tenant, conversationId);
      if ('done' in outcome) {
        if (outcome.done) return;
        continue;
      }
      await this.scope.run(tenant, () => this.desk.failed(outcome.failedId, outcome.name));
      return;
    }
    await this.jobs.hint({ job: this.name, tenant, id: conversationId });
  }

  async #next(tenant: TenantId, conversationId: string): Promise<Outcome> {
    let messageId: string | undefined;
    try {
      return await this.scope.run(tenant, async () => {
        const [held] = await this.#held(conversationId);
        const message = held && (await this.em.findOneOrFail(InboundMessage, { id: held.id }));
        if (!message?.sealed || message.state === 'parked' || message.nextTryAt > this.clock.now())
          return { done: true };
        messageId = message.id;
        await this.desk.handOver(message);
        return { done: false };
      });
    } catch (error) {
      if (messageId === undefined) throw error;
      return { failedId: messageId, name: error instanceof Error ? error.name : typeof error };
    }
  }

  /**
   * The oldest one that is not handled, unless somebody else is at it: a parked message holds back its own conversation
   * and no other. Held by itself, and not its conversation: handlers hold requests first, as people's own deeds do.
   */
  #held(conversationId: string): Promise<{ id: string }[]> {
    return this.scope.rows(
      `select m.id from inbound_message m where m.tenant_id = :tenant and m.id = (
         select o.id from inbound_message o
         where o.tenant_id = :tenant and o.conversation_id = :conversationId and o.state <> 'handled'
         order by o.seq limit 1) and m.state <> 'handled' for update of m skip locked`,
      { conversationId },
    );
  }
}
