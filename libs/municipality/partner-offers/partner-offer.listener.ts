// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Partners } from '#federation';
import { Clock } from '#kernel';
import {
  Request,
  RequestEvents,
  RequestExchange,
  RequestProtection,
  type AgreementEvent,
  type AgreementFailedEvent,
  type GuardedEvent,
  type NotedEvent,
  type RequestEvent,
  type RequestListener,
} from '#tenant/requests';
import { OfferAgain } from './offer-again.service.ts';
import { OpenPartnerOffers } from './open-partner-offers.ts';
import { previewOf } from './partner-offer.audience.ts';
import { PartnerOfferCourse } from './partner-offer.course.ts';
import { PartnerOffer } from './partner-offer.entity.ts';
import { PartnerOfferPost } from './partner-offer.post.ts';
import { agreedStates, waitingStates, type PartnerOfferState } from './partner-offer.states.ts';

/** Keeps partners up to date with what happens to our request. What a partner did itself is not echoed. */
@Injectable()
export class PartnerOfferListener implements OnModuleInit, RequestListener {
  constructor(
    private readonly em: EntityManager,
    private readonly events: RequestEvents,
    private readonly partners: Partners,
    private readonly course: PartnerOfferCourse,
    private readonly post: PartnerOfferPost,
    private readonly again: OfferAgain,
    private readonly open: OpenPartnerOffers,
    private readonly protection: RequestProtection,
    private readonly requests: RequestExchange,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.events.listen(this);
  }

  async changed({ requestId, by }: RequestEvent): Promise<void> {
    if (by === 'partner') return;
    const request = await this.em.findOneOrFail(Request, { id: requestId });
    const waiting = await this.offers(requestId, waitingStates);
    if (waiting.length > 0) await this.protection.expectMayLeave(request);
    for (const offer of waiting) {
      const { grant } = await this.partners.withGrant(offer.partnerId);
      const told = await this.post.say(offer, 'request.changed', previewOf(request, grant));
      // It has become something the grant does not cover: no longer theirs to think about.
      if (!told && offer.become('withdrawn', this.clock.now())) await this.post.withdrawn(offer, 'withdrawn');
    }
    await this.again.offer(requestId, 'expired');
  }

  /** Our own helpers were first. */
  async agreed({ requestId, by }: AgreementEvent): Promise<void> {
    if (by === 'us') await this.course.closeOthers(requestId);
  }

  async started({ requestId, by, at }: AgreementEvent): Promise<void> {
    if (by === 'partner') return;
    for (const offer of await this.offers(requestId, agreedStates)) {
      if (offer.become('inProgress', at)) await this.post.say(offer, 'agreement.started', { at: at.toISOString() });
    }
  }

  async completed({ requestId, by, at }: AgreementEvent): Promise<void> {
    if (by === 'partner') return;
    for (const offer of await this.offers(requestId, agreedStates)) {
      if (offer.become('completed', at)) await this.post.say(offer, 'agreement.completed', { at: at.toISOString() });
    }
  }

  /** The asker's side agrees that it is done: the partner's helpers hear it too. */
  async confirmed({ requestId, by, at }: AgreementEvent): Promise<void> {
    if (by === 'partner') return;
    for (const offer of await this.offers(requestId, ['completed'])) {
      await this.post.say(offer, 'agreement.completed', { at: at.toISOString() });
    }
  }

  async failed({ requestId, by, code, at }: AgreementFailedEvent): Promise<void> {
    if (by === 'partner') return;
    for (const offer of await this.offers(requestId, [...agreedStates, 'completed'])) {
      if (offer.become('failed', at)) await this.post.say(offer, 'agreement.failed', { code, at: at.toISOString() });
    }
    await this.again.offer(requestId, 'taken');
  }

  async noted({ requestId, by, text, at }: NotedEvent): Promise<void> {
    if (by === 'partner') return;
    for (const offer of await this.offers(requestId, [...agreedStates, 'completed'])) {
      await this.post.say(offer, 'agreement.note', { text, at: at.toISOString() });
    }
  }

  /**
   * Less may be elsewhere from now on: what was sent is taken back as far as it can be. Where nothing was told, nothing
   * is said: a letter without news would tell that somebody chose.
   */
  async guarded({ requestId, level }: GuardedEvent): Promise<void> {
    if (level === 'no-transfer') await this.open.takeBack(requestId);
    else if (await this.requests.hasDetails(requestId))
      for (const offer of await this.offers(requestId, agreedStates)) await this.post.details(offer);
  }

  async withdrawn({ requestId }: RequestEvent): Promise<void> {
    for (const offer of await this.offers(requestId, [...waitingStates, ...agreedStates])) {
      if (offer.become('withdrawn', this.clock.now())) await this.post.withdrawn(offer, 'withdrawn');
    }
  }

  async expired({ requestId, at }: RequestEvent): Promise<void> {
    for (const offer of await this.offers(requestId, waitingStates)) {
      if (offer.become('expired', at)) await this.post.say(offer, 'request.expired', { at: at.toISOString() });
    }
  }

  private async offers(requestId: string, states: readonly PartnerOfferState[]): Promise<PartnerOffer[]> {
    // A refresh would undo what has not been written yet.
    await this.em.flush();
    return this.em.find(
      PartnerOffer,
      { requestId, state: { $in: [...states] } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }
}
