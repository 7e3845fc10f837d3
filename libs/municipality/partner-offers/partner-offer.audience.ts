// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Preview, ServiceType } from '#contracts';
import { Outbox, Partners, type Grant, type PartnerWithGrant } from '#federation';
import { Clock, Invalid, Randomness } from '#kernel';
import { TenantScope } from '#platform/tenancy';
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
    private readonly scope: TenantScope,
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
    const known = await this.known(partnerIds);
    return known.map(({ partner, grant }, index) => {
      // While no area is chosen, any that is covered will do; one that may not be sent cannot be held against the grant.
      const sends = grant.previewFields.includes('area') ? (area ?? grant.areas[0] ?? null) : null;
      const missing = this.partners.missing({ partner, grant }, { serviceType, area: sends, fields: [] });
      if (missing) throw new Invalid(missing, at(index));
      if (grant.weAre !== 'asker') throw new Invalid('grant.wrong-side', at(index));
      return { id: partner.id, name: partner.name, sees: ['serviceType', ...grant.previewFields] };
    });
  }

  override async offer(request: Request, partnerIds: readonly string[]): Promise<void> {
    if (partnerIds.length === 0) return;
    await this.protection.expectMayLeave(request);
    const known = await this.known([...new Set(partnerIds)]);
    const partners = new Map(known.map((one) => [one.partner.id, one]));
    const letters = known.map(({ partner, grant }) => ({
      partnerId: partner.id,
      conversation: this.randomness.uuid(),
      type: 'request.offered' as const,
      body: previewOf(request, grant),
      expiresAt: request.expiresAt,
    }));
    for (const [index, refusal] of await this.outbox.open(letters, partners))
      throw new Invalid(refusal.code, at(index));
    const now = this.clock.now();
    const offers = letters.map(({ partnerId, conversation }) =>
      PartnerOffer.made({ requestId: request.id, partnerId, conversation }, now),
    );
    this.em.persist(offers);
    await this.em.flush();
    for (const { id, partnerId } of offers)
      this.audit.record('offer', 'PartnerOffer', id, { requestId: request.id, partnerId });
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
    const names = await this.names(offers);
    const arrived = await this.arrived(offers);
    for (const offer of offers) {
      const { id, state, functionAddress, headCount, at, declineCode } = offer;
      const receivedAt = state === 'offered' ? arrived.get(offer.conversation) : undefined;
      const view = {
        id,
        partnerName: names.get(offer.partnerId) ?? '',
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

  private async names(offers: readonly PartnerOffer[]): Promise<Map<string, string>> {
    const partners = await this.scope.rows<{ id: string; name: string }>(
      'select p.id, p.name from partner p where p.tenant_id = :tenant and p.id = any(:ids::uuid[])',
      { ids: offers.map(({ partnerId }) => partnerId) },
    );
    return new Map(partners.map(({ id, name }) => [id, name]));
  }

  /** The partner's receipt is the proof that it has it; when it was read, nobody is told. */
  private async arrived(offers: readonly PartnerOffer[]): Promise<Map<string, Date>> {
    const conversations = offers.filter(({ state }) => state === 'offered').map(({ conversation }) => conversation);
    if (conversations.length === 0) return new Map();
    const receipts = await this.scope.rows<{ conversation: string; at: string }>(
      `select r.conversation, r.at from receipt r where r.tenant_id = :tenant
         and r.conversation = any(:conversations::uuid[]) and r.type = 'request.offered' and r.direction = 'sent'`,
      { conversations },
    );
    return new Map(receipts.map(({ conversation, at }) => [conversation, new Date(at)]));
  }

  /** In the order they were named. @throws Invalid that names the one with whom there is no partnership */
  private async known(partnerIds: readonly string[]): Promise<PartnerWithGrant[]> {
    const found = await this.partners.withGrants(partnerIds);
    return partnerIds.map((id, index) => {
      const known = found.get(id);
      if (!known) throw new Invalid('partner.not-active', at(index));
      return known;
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
