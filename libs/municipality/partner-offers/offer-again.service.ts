// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '#kernel';
import { PartnerAudience, Request, RequestProtection } from '#tenant/requests';
import { PartnerOffer } from './partner-offer.entity.ts';
import { waitingStates } from './partner-offer.states.ts';

/** When a request is open once more, those who were told that it was over are asked again, in a new conversation. */
@Injectable()
export class OfferAgain {
  readonly #log = new Logger('PartnerOffers');

  constructor(
    private readonly em: EntityManager,
    private readonly audience: PartnerAudience,
    private readonly protection: RequestProtection,
  ) {}

  async offer(requestId: string, ended: 'taken' | 'expired'): Promise<void> {
    const request = await this.em.findOneOrFail(Request, { id: requestId });
    if (!request.takesOffers() || this.protection.of(request) === 'no-transfer') return;
    const offers = await this.em.find(PartnerOffer, { requestId }, { orderBy: { id: 'asc' } });
    const asked = new Set(
      offers.filter(({ state }) => waitingStates.includes(state)).map(({ partnerId }) => partnerId),
    );
    const over = new Set(offers.filter(({ state }) => state === ended).map(({ partnerId }) => partnerId));
    for (const partnerId of over) {
      if (!asked.has(partnerId)) await this.askOnce(request, partnerId);
    }
  }

  /** A grant that has been narrowed, paused, used up or ended since is no reason to stop what happens here. */
  private async askOnce(request: Request, partnerId: string): Promise<void> {
    try {
      await this.audience.offer(request, [partnerId]);
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      this.#log.warn({ event: 'partner-offer.not-again', code: refusal.code });
    }
  }
}
