// SPDX-License-Identifier: EUPL-1.2
import { Injectable, Logger } from '@nestjs/common';
import type { BodyOf, MessageType, RequestWithdrawn } from '#contracts';
import { Outbox, type Outgoing } from '#federation';
import { DomainError } from '#kernel';
import { RequestExchange } from '#tenant/requests';
import type { PartnerOffer } from './partner-offer.entity.ts';

type WithdrawalCode = BodyOf<typeof RequestWithdrawn>['code'];

/** What a partner hears of a request it was offered. */
@Injectable()
export class PartnerOfferPost {
  readonly #log = new Logger('PartnerOffers');

  constructor(
    private readonly outbox: Outbox,
    private readonly requests: RequestExchange,
  ) {}

  async withdrawn(offer: PartnerOffer, code: WithdrawalCode): Promise<void> {
    await this.say(offer, 'request.withdrawn', { code });
  }

  /** Contact and place: only to the one who accepted, and only as far as the person's protection lets them leave. */
  async details(offer: PartnerOffer): Promise<void> {
    const details = await this.requests.detailsForPartner(offer.requestId);
    const given = Object.fromEntries(Object.entries(details ?? {}).filter(([, value]) => value !== null));
    if (Object.keys(given).length > 0) await this.say(offer, 'request.details', given);
  }

  /** What the partnership no longer carries must not stop people here; a copy ends by its own clock. True when it is on its way. */
  async say<Type extends MessageType>(
    { partnerId, conversation }: PartnerOffer,
    type: Type,
    body: Outgoing<Type>['body'],
  ): Promise<boolean> {
    try {
      await this.outbox.send({ partnerId, conversation, type, body });
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#log.warn({ event: 'partner-offer.not-told', type, code: error.code });
      return false;
    }
  }
}
