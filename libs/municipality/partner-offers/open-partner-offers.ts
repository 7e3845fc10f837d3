// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Handlers, type OpenMatter, type OpenMatters } from '#federation';
import { Clock } from '#kernel';
import { RequestExchange } from '#tenant/requests';
import { heldOffer } from './held-offer.ts';
import { PartnerOffer } from './partner-offer.entity.ts';
import { PartnerOfferPost } from './partner-offer.post.ts';
import { agreedStates, waitingStates } from './partner-offer.states.ts';

const open = [...waitingStates, ...agreedStates];

/** What we have asked of a partner and still stands open, before the partnership ends. */
@Injectable()
export class OpenPartnerOffers implements OnModuleInit, OpenMatters {
  constructor(
    private readonly em: EntityManager,
    private readonly handlers: Handlers,
    private readonly post: PartnerOfferPost,
    private readonly requests: RequestExchange,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.onOpenMatters(this);
  }

  async openWith(partnerId: string): Promise<OpenMatter[]> {
    const offers = await this.em.find(
      PartnerOffer,
      { partnerId, state: { $in: open } },
      { orderBy: { offeredAt: 'asc', id: 'asc' } },
    );
    return offers.map(({ requestId, conversation, state, offeredAt }) => ({
      kind: 'request',
      id: requestId,
      conversation,
      state,
      since: offeredAt,
    }));
  }

  /** Offers are withdrawn, with a receipt each; whom the partner was to help is open to others again. */
  async closeWith(partnerId: string): Promise<void> {
    await this.close({ partnerId });
  }

  /** Whoever it is for wants nothing of it to be elsewhere; to the partner it looks like any other that is withdrawn. */
  async takeBack(requestId: string): Promise<void> {
    await this.close({ requestId });
  }

  private async close(where: { partnerId: string } | { requestId: string }): Promise<void> {
    const offers = await this.em.find(
      PartnerOffer,
      { ...where, state: { $in: open } },
      { orderBy: { requestId: 'asc', id: 'asc' } },
    );
    for (const { id } of offers) {
      const offer = await heldOffer(this.em, { id });
      if (!offer || !open.includes(offer.state)) continue;
      const agreed = agreedStates.includes(offer.state);
      offer.become('withdrawn', this.clock.now());
      await this.post.withdrawn(offer, 'withdrawn');
      if (agreed) await this.requests.failedByPartner(offer.requestId, 'other');
    }
  }
}
