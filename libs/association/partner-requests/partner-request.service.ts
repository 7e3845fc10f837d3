// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { declineCodes } from '#contracts';
import { Outbox, Partners } from '#federation';
import { Clock, Conflict, Invalid, NotFound, type PersonId } from '#kernel';
import { accessibleBy, authorize, type AppAbility } from '#platform/authz';
import { Audit } from '#tenant/audit';
import { Group } from '#tenant/groups';
import { Notices } from '#tenant/notices';
import { RequestExchange } from '#tenant/requests';
import { heldRequest } from './held-request.ts';
import { PartnerRequest } from './partner-request.entity.ts';
import type { PartnerRequestVerb } from './partner-request.policy.ts';

/** What a coordinator decides about a partner's request. */
@Injectable()
export class PartnerRequestService {
  constructor(
    private readonly em: EntityManager,
    private readonly requests: RequestExchange,
    private readonly partners: Partners,
    private readonly outbox: Outbox,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly notices: Notices,
  ) {}

  /** The chosen groups meet it in their ordinary feed; whoever says yes first helps. */
  async route(ability: AppAbility, coordinatorId: PersonId, id: string, groupIds: readonly string[]): Promise<void> {
    const request = await this.load(ability, id, 'route');
    if (request.expiresAt <= this.clock.now()) throw new Conflict('partner-request.closed');
    const partner = await this.partners.byId(request.partnerId);
    if (!partner.ourAddress) throw new Conflict('partner-request.no-address');
    await this.refuseUnreadable(ability, groupIds);
    const local = await this.requests.createFromPartner({
      ...request.need,
      postedById: coordinatorId,
      source: { partnerName: partner.name, partnerRequestId: request.id },
      groupIds,
    });
    request.route(groupIds, local.id);
    this.audit.record('route', 'PartnerRequest', request.id, { groups: groupIds.length });
    await this.em.flush();
  }

  /** Nothing of it stays but the receipts: the code goes back, the need itself is forgotten here. */
  async decline(ability: AppAbility, id: string, code: (typeof declineCodes)[number]): Promise<void> {
    const request = await this.load(ability, id, 'decline');
    const { partnerId, conversation } = request;
    await this.requests.forgetFromPartner(request.id);
    await this.outbox.send({ partnerId, conversation, type: 'request.declined', body: { code } });
    await this.notices.forgetAllOf([id]);
    this.em.remove(request);
    this.audit.record('decline', 'PartnerRequest', request.id, { code });
    await this.em.flush();
  }

  private async refuseUnreadable(ability: AppAbility, groupIds: readonly string[]): Promise<void> {
    const visible = accessibleBy(ability, 'read', Group);
    const groups = visible ? await this.em.find(Group, { $and: [{ id: { $in: [...groupIds] } }, visible] }) : [];
    const unknown = groupIds.findIndex((id) => !groups.some((group) => group.id === id));
    if (unknown >= 0) throw new Invalid('request.unknown-group', { pointer: `/groupIds/${unknown}` });
  }

  private async load(ability: AppAbility, id: string, verb: PartnerRequestVerb): Promise<PartnerRequest> {
    const request = await heldRequest(this.em, { id });
    if (!request) throw new NotFound();
    authorize(ability, 'read', request);
    if (ability.can('read', request) && !request.open) throw new Conflict('partner-request.closed');
    if (verb === 'route' && request.state !== 'new') throw new Conflict('partner-request.routed');
    authorize(ability, verb, request);
    return request;
  }
}
