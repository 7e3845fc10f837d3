// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Partners } from '#federation';
import { PartnerAudience, Request } from '#tenant/requests';
import { PartnerOffer } from './partner-offer.entity.ts';
import { waitingStates } from './partner-offer.states.ts';

/** When a request is open once more, those who were told that it was over are asked again, in a new conversation. */
@Injectable()
export class OfferAgain {
  constructor(
    private readonly em: EntityManager,
    private readonly audience: PartnerAudience,
    private readonly partners: Partners,
  ) {}

  async offer(requestId: string, ended: 'taken' | 'expired'): Promise<void> {
    const request = await this.em.findOneOrFail(Request, { id: requestId });
    if (!request.takesOffers) return;
    const offers = await this.em.find(PartnerOffer, { requestId });
    const asked = new Set(
      offers.filter(({ state }) => waitingStates.includes(state)).map(({ partnerId }) => partnerId),
    );
    const over = new Set(offers.filter(({ state }) => state === ended).map(({ partnerId }) => partnerId));
    for (const partnerId of over) {
      if (!asked.has(partnerId) && (await this.covered(partnerId, request)))
        await this.audience.offer(request, [partnerId]);
    }
  }

  /** What has been narrowed, paused or ended since is left alone. */
  private async covered(partnerId: string, { serviceType, area }: Request): Promise<boolean> {
    const { grant } = await this.partners.withGrant(partnerId);
    const sends = grant.previewFields.includes('area') ? (area ?? null) : null;
    return (await this.partners.missing(partnerId, { serviceType, area: sends, fields: [] })) === null;
  }
}
