// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { MessageType } from '#contracts';
import { Outbox, Partners, type Outgoing } from '#federation';
import { Conflict } from '#kernel';
import {
  RequestEvents,
  RequestExchange,
  type AgreementEvent,
  type AgreementFailedEvent,
  type NotedEvent,
  type RequestEvent,
  type RequestListener,
} from '#tenant/requests';
import { PartnerRequest } from './partner-request.entity.ts';

/**
 * What a partner is told of what happens here: that a function answers for it, how many come, and when.
 * Never who, which group, or how many were asked. An offer, a look, a routing or silence says nothing.
 */
@Injectable()
export class PartnerRequestReplies implements OnModuleInit, RequestListener {
  constructor(
    private readonly em: EntityManager,
    private readonly events: RequestEvents,
    private readonly requests: RequestExchange,
    private readonly partners: Partners,
    private readonly outbox: Outbox,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  async agreed(event: AgreementEvent): Promise<void> {
    const request = await this.concerning(event);
    if (!request?.become('accepted')) return;
    const { ourAddress } = await this.partners.byId(request.partnerId);
    if (!ourAddress) throw new Conflict('partner-request.no-address');
    const { headCount, at } = event;
    await this.say(request, 'request.accepted', { functionAddress: ourAddress, headCount, at: at.toISOString() });
  }

  async started(event: AgreementEvent): Promise<void> {
    const request = await this.concerning(event);
    if (request?.become('inProgress')) await this.say(request, 'agreement.started', { at: event.at.toISOString() });
  }

  async completed(event: AgreementEvent): Promise<void> {
    const request = await this.concerning(event);
    if (request?.become('completed')) await this.say(request, 'agreement.completed', { at: event.at.toISOString() });
  }

  async failed(event: AgreementFailedEvent): Promise<void> {
    const request = await this.concerning(event);
    const { code, at } = event;
    if (!request?.become('failed')) return;
    await this.say(request, 'agreement.failed', { code, at: at.toISOString() });
    // The partner asks anew, in a new conversation, if help is still wanted: this one is over for our members too.
    await this.requests.closedByPartner(event.requestId, 'withdrawn');
  }

  /** The coordinator took it back from the groups: to route it elsewhere, or because the help that was promised cannot come. */
  async withdrawn(event: RequestEvent): Promise<void> {
    const request = await this.concerning(event);
    if (request?.pullBack() || !request?.become('failed')) return;
    await this.say(request, 'agreement.failed', { code: 'helper-prevented', at: event.at.toISOString() });
  }

  /** By our own clock, like the partner's copy by its own: nothing is said. */
  async expired(event: RequestEvent): Promise<void> {
    (await this.concerning(event))?.become('expired');
  }

  async noted(event: NotedEvent): Promise<void> {
    const request = await this.concerning(event);
    if (request) await this.say(request, 'agreement.note', { text: event.text, at: event.at.toISOString() });
  }

  /** Our own deeds only: what a partner did is never sent back to it. */
  private async concerning({ sourceRequestId, by }: RequestEvent): Promise<PartnerRequest | null> {
    if (!sourceRequestId || by === 'partner') return null;
    return this.em.findOne(
      PartnerRequest,
      { id: sourceRequestId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }

  private async say<Type extends MessageType>(
    { partnerId, conversation }: PartnerRequest,
    type: Type,
    body: Outgoing<Type>['body'],
  ): Promise<void> {
    await this.outbox.send({ partnerId, conversation, type, body });
  }
}
