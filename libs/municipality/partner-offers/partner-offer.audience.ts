// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Preview, ServiceType } from '#contracts';
import { Outbox, Partner, Partners, Receipt, type Grant } from '#federation';
import { Clock, DomainError, Invalid, Randomness } from '#kernel';
import { Audit } from '#tenant/audit';
import {
  PartnerAudience,
  RequestProtection,
  type PartnerOfferView,
  type PartnerPreview,
  type Request,
} from '#tenant/requests';
import { PartnerOffer } from './partner-offer.entity.ts';

/** Sends a request to partners: in parallel, each with exactly the fields its grant allows. */
@Injectable()
export class PartnerOfferAudience extends PartnerAudience {
  constructor(
    private readonly em: EntityManager,
    private readonly partners: Partners,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly protection: RequestProtection,
  ) {
    super();
  }

  override async preview(
    partnerIds: readonly string[],
    serviceType: ServiceType,
    area: string | null,
  ): Promise<PartnerPreview[]> {
    const previews: PartnerPreview[] = [];
    for (const [index, partnerId] of partnerIds.entries()) {
      const { partner, grant } = await this.known(partnerId, index);
      // While no area is chosen, any that is covered will do; one that may not be sent cannot be held against the grant.
      const sends = grant.previewFields.includes('area') ? (area ?? grant.areas[0] ?? null) : null;
      const missing = await this.partners.missing(partnerId, { serviceType, area: sends, fields: [] });
      if (missing) throw new Invalid(missing, at(index));
      if (grant.weAre !== 'asker') throw new Invalid('grant.wrong-side', at(index));
      previews.push({ id: partner.id, name: partner.name, sees: ['serviceType', ...grant.previewFields] });
    }
    return previews;
  }

  override async offer(request: Request, partnerIds: readonly string[]): Promise<void> {
    if (partnerIds.length > 0) await this.protection.expectMayLeave(request);
    for (const [index, partnerId] of [...new Set(partnerIds)].entries()) {
      const { partner, grant } = await this.known(partnerId, index);
      const conversation = this.randomness.uuid();
      const { expiresAt } = request;
      await this.outbox
        .send({ partnerId, conversation, type: 'request.offered', body: previewOf(request, grant), expiresAt })
        .catch((refusal: unknown) => {
          throw refusal instanceof DomainError ? new Invalid(refusal.code, at(index)) : refusal;
        });
      const offer = PartnerOffer.made({ requestId: request.id, partnerId: partner.id, conversation }, this.clock.now());
      this.em.persist(offer);
      await this.em.flush();
      this.audit.record('offer', 'PartnerOffer', offer.id, { requestId: request.id, partnerId });
    }
  }

  override async candidates(request: Request): Promise<PartnerPreview[]> {
    const asked = await this.em.find(PartnerOffer, { requestId: request.id });
    const askable = await this.partners.askable(request.serviceType, request.area ?? null);
    return askable
      .filter(({ partner }) => !asked.some(({ partnerId }) => partnerId === partner.id))
      .map(({ partner, grant }) => ({
        id: partner.id,
        name: partner.name,
        sees: ['serviceType', ...grant.previewFields],
      }));
  }

  /** The newest word of each partner that was asked. */
  override async stateOf(requestIds: readonly string[]): Promise<Map<string, PartnerOfferView[]>> {
    const found = new Map<string, PartnerOfferView[]>();
    if (requestIds.length === 0) return found;
    const offers = await this.em.find(
      PartnerOffer,
      { requestId: { $in: [...requestIds] } },
      { orderBy: { offeredAt: 'asc', id: 'asc' } },
    );
    if (offers.length === 0) return found;
    const partners = await this.em.find(Partner, { id: { $in: offers.map(({ partnerId }) => partnerId) } });
    const arrived = await this.arrived(offers);
    for (const offer of offers) {
      const { id, state, functionAddress, headCount, at, declineCode } = offer;
      const receivedAt = state === 'offered' ? arrived.get(offer.conversation) : undefined;
      const view = {
        id,
        partnerName: partners.find(({ id }) => id === offer.partnerId)?.name ?? '',
        state: receivedAt ? 'delivered' : state,
        functionAddress: functionAddress ?? null,
        headCount: headCount ?? null,
        at: receivedAt ?? at,
        declineCode: declineCode ?? null,
      };
      const others = offers.filter(
        (other) => other.partnerId === offer.partnerId && other.requestId === offer.requestId,
      );
      if (others.at(-1) === offer) found.set(offer.requestId, [...(found.get(offer.requestId) ?? []), view]);
    }
    return found;
  }

  /** The partner's receipt is the proof that it has it; when it was read, nobody is told. */
  private async arrived(offers: readonly PartnerOffer[]): Promise<Map<string, Date>> {
    const conversations = offers.filter(({ state }) => state === 'offered').map(({ conversation }) => conversation);
    if (conversations.length === 0) return new Map();
    const receipts = await this.em.find(Receipt, {
      conversation: { $in: conversations },
      type: 'request.offered',
      direction: 'sent',
    });
    return new Map(receipts.map(({ conversation, at }) => [conversation, at]));
  }

  private known(partnerId: string, index: number) {
    return this.partners.withGrant(partnerId).catch((error: unknown) => {
      // A database that is away is not a partnership that has ended.
      if (!(error instanceof DomainError)) throw error;
      throw new Invalid('partner.not-active', at(index));
    });
  }
}

const at = (index: number) => ({ pointer: `/partnerIds/${index}` });

/** The limited preview: no more than the grant names, and never who asks, where exactly, or how to reach them. */
export function previewOf(
  { serviceType, text, area, from, to, headCount, expiresAt }: Request,
  { previewFields }: Pick<Grant, 'previewFields'>,
): Preview {
  const may = (field: (typeof previewFields)[number]) => previewFields.includes(field);
  return {
    serviceType,
    ...(may('text') && text ? { text } : {}),
    ...(may('area') && area ? { area } : {}),
    ...(may('time') && from ? { from: from.toISOString() } : {}),
    ...(may('time') && to ? { to: to.toISOString() } : {}),
    ...(may('headCount') ? { headCount } : {}),
    expiresAt: expiresAt.toISOString(),
  };
}
