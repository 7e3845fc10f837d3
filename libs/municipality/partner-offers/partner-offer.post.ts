// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import type { BodyOf, MessageType, RequestWithdrawn } from '#contracts';
import { Outbox, type Outgoing } from '#federation';
import { DomainError } from '#kernel';
import { Unit } from '#municipality/units';
import { Request, RequestExchange } from '#tenant/requests';
import type { PartnerOffer } from './partner-offer.entity.ts';

type WithdrawalCode = BodyOf<typeof RequestWithdrawn>['code'];

/** What a partner hears of a request it was offered. */
@Injectable()
export class PartnerOfferPost {
  readonly #log = new Logger('PartnerOffers');

  constructor(
    private readonly em: EntityManager,
    private readonly outbox: Outbox,
    private readonly requests: RequestExchange,
  ) {}

  async withdrawn(offer: PartnerOffer, code: WithdrawalCode): Promise<void> {
    await this.say(offer, 'request.withdrawn', { code });
  }

  /**
   * How we are reached: always the unit's function address, so that who shares no more looks like who may not. Contact
   * and place only as far as they were given, and as the person's protection lets them leave. Said again it replaces
   * what was said before.
   */
  async details(offer: PartnerOffer): Promise<void> {
    const { unitId } = await this.em.findOneOrFail(Request, { id: offer.requestId });
    const unit = unitId ? await this.em.findOne(Unit, { id: unitId }) : null;
    const details = await this.requests.detailsForPartner(offer.requestId);
    const reached = { ...details, functionAddress: unit?.functionAddress ?? null };
    const given = Object.fromEntries(Object.entries(reached).filter(([, value]) => value !== null));
    await this.say(offer, 'request.details', given);
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
