// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import { Forbidden, Invalid } from '#kernel';
import { authorize, type AppAbility } from '#platform/authz';
import { ConsentService } from '#tenant/mandates';
import { AgreementLife } from './agreement-life.service.ts';
import { lockVisibleRequest } from './lock-request.ts';
import { PartnerAudience, type PartnerPreview } from './partner-audience.ts';
import { partnersFor } from './partners-for.ts';
import { PhoneCalls } from './phone-calls.service.ts';
import { Request } from './request.entity.ts';

/**
 * What nobody answered for a day, asked of one more partner. Only what the organisation itself asked for: what somebody
 * asks for themselves goes no further than they sent it.
 */
@Injectable()
export class PartnerBroadening {
  constructor(
    private readonly em: EntityManager,
    private readonly life: AgreementLife,
    private readonly consents: ConsentService,
    private readonly calls: PhoneCalls,
    @Optional() private readonly partners?: PartnerAudience,
  ) {}

  /** By request id: the partner that could be asked next, and what it would see. Protection is not looked at: a missing button would be a label. */
  async nextPartners(ability: AppAbility, requests: readonly Request[]): Promise<Map<string, PartnerPreview>> {
    const next = new Map<string, PartnerPreview>();
    if (!this.partners || ability.cannot('postOnBehalf', Request)) return next;
    for (const request of requests.filter((one) => isOurs(ability, one))) {
      const [first] = await this.partners.candidates(request);
      if (first) next.set(request.id, first);
    }
    return next;
  }

  /** @throws Forbidden when it is somebody's own; Invalid when the partner cannot be asked for this, or was */
  async broaden(ability: AppAbility, id: string, partnerId: string): Promise<Request> {
    const request = await lockVisibleRequest(this.em, ability, id);
    authorize(ability, 'broaden', request);
    if (!isOurs(ability, request)) throw new Forbidden('request.stays-with-asker');
    const partners = partnersFor(this.partners, ability);
    if (request.consentId) await this.consents.expectStanding(request.consentId, request.serviceType);
    const { calledIn, groupIds } = request;
    await this.calls.expectEnough({ calledIn, groupIds, partnerIds: [partnerId] });
    const known = await partners.candidates(request);
    if (!known.some((partner) => partner.id === partnerId))
      throw new Invalid('request.partner-not-to-ask', { pointer: '/partnerId' });
    request.version += 1;
    await this.life.follow(request, 'broaden');
    await partners.offer(request, [partnerId]);
    return request;
  }
}

const isOurs = (ability: AppAbility, request: Request): boolean =>
  request.ofOrganisation && !request.sourceRequestId && ability.can('viewOffers', request);
