// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { AgreementFailed, AgreementNote, RequestAccepted, RequestDeclined } from '#contracts';
import type { Received, Undelivered } from '#federation';
import { Clock } from '#kernel';
import { Audit } from '#tenant/audit';
import { RequestExchange } from '#tenant/requests';
import { heldOffer } from './held-offer.ts';
import { OfferAgain } from './offer-again.service.ts';
import { PartnerOffer } from './partner-offer.entity.ts';
import { PartnerOfferPost } from './partner-offer.post.ts';
import { waitingStates } from './partner-offer.states.ts';

type Place = Pick<Received, 'partner' | 'conversation'>;

/** What a partner's answers do to our request. */
@Injectable()
export class PartnerOfferCourse {
  constructor(
    private readonly em: EntityManager,
    private readonly requests: RequestExchange,
    private readonly post: PartnerOfferPost,
    private readonly again: OfferAgain,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** First to accept wins; whoever comes second is told that it is taken, and never by whom. */
  async accepted({ partner, conversation, body }: Received<typeof RequestAccepted>): Promise<void> {
    const offer = await this.find({ partner, conversation });
    // Time ran out here while their answer was on its way: they are not left waiting.
    if (offer?.state === 'expired') await this.post.withdrawn(offer, 'withdrawn');
    if (!offer || !waitingStates.includes(offer.state)) return;
    if ((await this.requests.acceptedByPartner(offer.requestId, body)) === 'done') {
      offer.accept(body, this.clock.now());
      this.audit.record('accept', 'PartnerOffer', offer.id, { headCount: body.headCount });
      await this.closeOthers(offer.requestId, offer.id);
      await this.post.details(offer);
      return;
    }
    if (offer.become('taken', this.clock.now())) await this.post.withdrawn(offer, 'taken');
  }

  async declined({ partner, conversation, body }: Received<typeof RequestDeclined>): Promise<void> {
    const offer = await this.find({ partner, conversation });
    if (offer?.decline(body.code, this.clock.now()))
      this.audit.record('decline', 'PartnerOffer', offer.id, { code: body.code });
  }

  async expired(place: Place): Promise<void> {
    const offer = await this.find(place);
    if (offer && waitingStates.includes(offer.state)) offer.become('expired', this.clock.now());
  }

  async started(place: Place): Promise<void> {
    const offer = await this.find(place);
    if (offer?.become('inProgress', this.clock.now())) await this.requests.startedByPartner(offer.requestId);
  }

  async completed(place: Place): Promise<void> {
    const offer = await this.find(place);
    if (!offer) return;
    if (offer.become('completed', this.clock.now()) || offer.state === 'completed')
      await this.requests.completedByPartner(offer.requestId);
  }

  async failed({ partner, conversation, body }: Received<typeof AgreementFailed>): Promise<void> {
    const offer = await this.find({ partner, conversation });
    if (!offer?.helps || !offer.become('failed', this.clock.now())) return;
    await this.requests.failedByPartner(offer.requestId, body.code);
    await this.again.offer(offer.requestId, 'taken');
  }

  async noted({ partner, conversation, body, sentAt }: Received<typeof AgreementNote>): Promise<void> {
    const offer = await this.find({ partner, conversation });
    // Whoever was asked and does not help has no word in what others have agreed on.
    if (offer?.helps) await this.requests.notedByPartner(offer.requestId, body.text, sentAt);
  }

  /** Each with its request, in the order of the requests. */
  async hold(conversations: readonly string[]): Promise<void> {
    const where = { conversation: { $in: [...conversations] } };
    for (const { id } of await this.em.find(PartnerOffer, where, { orderBy: { requestId: 'asc', id: 'asc' } }))
      await heldOffer(this.em, { id });
  }

  /** The partner refused it, or was away for longer than it had to live. */
  async notDelivered({ partner, conversation, code }: Undelivered): Promise<void> {
    const offer = await this.find({ partner, conversation });
    if (offer?.notDelivered(code, this.clock.now()))
      this.audit.record('not-delivered', 'PartnerOffer', offer.id, { code });
  }

  /** Tells every other partner that still thinks about it that it is taken. */
  async closeOthers(requestId: string, acceptedId?: string): Promise<void> {
    for (const offer of await this.waiting(requestId)) {
      if (offer.id !== acceptedId && offer.become('taken', this.clock.now())) await this.post.withdrawn(offer, 'taken');
    }
  }

  private async waiting(requestId: string): Promise<PartnerOffer[]> {
    // A refresh would undo what has not been written yet.
    await this.em.flush();
    return this.em.find(
      PartnerOffer,
      { requestId, state: { $in: [...waitingStates] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: 'asc' } },
    );
  }

  private find({ partner, conversation }: Place): Promise<PartnerOffer | null> {
    return heldOffer(this.em, { partnerId: partner.id, conversation });
  }
}
