// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotFound } from '#kernel';
import { Partner } from '#federation';
import { accessibleBy, canOf, findReadable, type AppAbility } from '#platform/authz';
import { beyond, cut, type Page } from '#platform/http';
import { Group } from '#tenant/groups';
import type { PartnerRequestQuery, PartnerRequestView } from './partner-request.dto.ts';
import { PartnerRequest } from './partner-request.entity.ts';
import { partnerRequestVerbs } from './partner-request.policy.ts';

const iso = (time: Date | null | undefined) => time?.toISOString() ?? null;

/** Partners' requests as the coordinator reads them. */
@Injectable()
export class PartnerRequestViews {
  constructor(private readonly em: EntityManager) {}

  /** Newest first. */
  async list(ability: AppAbility, { state, limit, cursor }: PartnerRequestQuery): Promise<Page<PartnerRequestView>> {
    const visible = accessibleBy(ability, 'read', PartnerRequest);
    if (!visible) return { items: [], next: null };
    const rows = await this.em.find(
      PartnerRequest,
      { $and: [visible, state ? { state } : {}, beyond('receivedAt', 'desc', cursor)] },
      { orderBy: { receivedAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    const { items, next } = cut(rows, limit, ({ receivedAt, id }) => [receivedAt.toISOString(), id]);
    return { items: await this.of(items, ability), next };
  }

  async one(ability: AppAbility, id: string): Promise<PartnerRequestView> {
    const [view] = await this.of([await findReadable(this.em, ability, PartnerRequest, id)], ability);
    if (!view) throw new NotFound();
    return view;
  }

  private async of(requests: readonly PartnerRequest[], ability: AppAbility): Promise<PartnerRequestView[]> {
    if (requests.length === 0) return [];
    const partners = await this.em.find(Partner, { id: { $in: requests.map(({ partnerId }) => partnerId) } });
    const groups = await this.em.find(Group, { id: { $in: requests.flatMap(({ routedGroupIds }) => routedGroupIds) } });
    const named = (all: readonly { id: string; name: string }[], id: string) => ({
      id,
      name: all.find((one) => one.id === id)?.name ?? '',
    });
    return requests.map((request) => ({
      id: request.id,
      partner: named(partners, request.partnerId),
      serviceType: request.serviceType,
      text: request.text ?? null,
      area: request.area ?? null,
      from: iso(request.from),
      to: iso(request.to),
      headCount: request.headCount ?? null,
      receivedAt: request.receivedAt.toISOString(),
      expiresAt: request.expiresAt.toISOString(),
      state: request.state,
      routedTo: request.routedGroupIds.map((id) => named(groups, id)),
      requestId: request.requestId ?? null,
      version: request.version,
      can: canOf(ability, request, partnerRequestVerbs),
    }));
  }
}
