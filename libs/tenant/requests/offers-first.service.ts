// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable, Optional } from '@nestjs/common';
import type { ServiceType } from '#contracts';
import { Clock, Invalid, Randomness } from '#kernel';
import type { Actor } from '#platform/authz';
import { Audience, Group } from '#tenant/groups';
import { Qualified } from '#tenant/qualifications';
import { AgreementLife } from './agreement-life.service.ts';
import { reachOf, type Reach } from './audiences.service.ts';
import { areApart } from './blocked.ts';
import { LinkedGroups } from './linked-groups.ts';
import { Offer } from './offer.entity.ts';
import { ReferenceNumbers } from './reference-numbers.service.ts';
import { RequestProtection } from './request-protection.service.ts';
import { Request } from './request.entity.ts';
import { firstTurn } from './turn-columns.ts';
import { lackIn } from './who-may-help.ts';

/** What somebody offered before anybody asked, and another says yes to. */
interface TakenOffer {
  readonly helperId: string;
  readonly serviceType: ServiceType;
  readonly text: string;
  readonly area: string | null;
  readonly from: Date;
  readonly to: Date;
}

/** Offers that come before the asking: who may make them, whom they reach, and the agreement that comes of a yes. */
@Injectable()
export class OffersFirst {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly audience: Audience,
    private readonly qualified: Qualified,
    private readonly protection: RequestProtection,
    private readonly numbers: ReferenceNumbers,
    private readonly life: AgreementLife,
    @Optional() private readonly links?: LinkedGroups,
  ) {}

  /** @throws Invalid that names the group in which this person does not help with such things, or says what they lack there */
  async expectHelps(actor: Actor, groupIds: readonly string[], serviceType: ServiceType): Promise<void> {
    const groups = await this.standing(groupIds);
    for (const [place, id] of groupIds.entries()) {
      const pointer = `/groupIds/${place}`;
      const group = groups.find((one) => one.id === id);
      if (!group || !actor.groupIds.includes(id)) throw new Invalid('request.unknown-group', { pointer });
      if (!isAmong(actor, id, group.whoMayHelp(serviceType)))
        throw new Invalid('request.group-does-not-help', { pointer });
      const lack = lackIn(actor, 'help', [id], serviceType);
      if (!lack) continue;
      const { code, detail } = await this.qualified.refusal({ personId: actor.personId, ...lack });
      throw new Invalid(code, { ...detail, pointer });
    }
  }

  /** The groups that would meet what this person may ask for in their own groups: whom they could ask offers to them. */
  async reachOf(actor: Actor, serviceType: ServiceType): Promise<Reach> {
    const own = (await this.standing(actor.groupIds)).filter(
      (group) =>
        isAmong(actor, group.id, group.whoMayAsk(serviceType)) && !lackIn(actor, 'ask', [group.id], serviceType),
    );
    const ids = own.map(({ id }) => id);
    const linkedIds = ids.length > 0 ? ((await this.links?.servedBy(ids, { serviceType, area: null })) ?? []) : [];
    return reachOf([...own, ...(await this.standing(linkedIds.filter((id) => !ids.includes(id))))], serviceType);
  }

  /**
   * SQL that holds when what `who` offers to the helpers' groups `groupIds` reaches the person `:me` by the reach of
   * `reachOf` (`:everyone`, `:leaders`): `who` still helps there and lacks nothing, and neither has blocked the other.
   * It needs `:serviceType` and `:now`, too.
   */
  reaches(who: string, groupIds: string): string {
    return `not ${areApart(':me::uuid', who)} and exists (select 1 from group_member m
      where m.tenant_id = :tenant and m.person_id = ${who} and m.group_id = any(${groupIds}) and ${this.audience.reached()})`;
  }

  /**
   * The agreement of whoever says yes with whoever offered. What carries it is a request like any other that was asked
   * of one person, in quiet: no group meets it, nor does one when the agreement falls through.
   */
  async agree(taker: Actor, { helperId, ...wanted }: TakenOffer): Promise<{ requestId: string; agreementId: string }> {
    const now = this.clock.now();
    const request = this.em.create(Request, {
      ...wanted,
      id: this.randomness.uuid(),
      number: await this.numbers.next(),
      headCount: 1,
      state: 'draft',
      ask: true,
      matching: 'first-come',
      postedById: taker.personId,
      ofOrganisation: false,
      unitId: null,
      alias: null,
      clientId: null,
      consentId: null,
      forPersonId: null,
      calledIn: null,
      tellBy: null,
      protection: this.protection.sealed(await this.protection.chosenBy(taker.personId)),
      groupIds: [],
      membersOfIds: [],
      leadersOfIds: [],
      partnerIds: [],
      ...firstTurn(wanted, now, true),
      offeredByIds: [helperId],
      helperIds: [],
      sourcePartnerName: null,
      sourceRequestId: null,
      agreementId: null,
      createdAt: now,
      postedAt: null,
      announcedAt: null,
      // There is nobody else to ask: an agreement that falls through leaves nothing open.
      expiresAt: now,
      version: 1,
    });
    request.send(now);
    await this.em.flush();
    const offer = this.em.create(Offer, { requestId: request.id, helperId, note: null, state: 'waiting', at: now });
    offer.become('accepted');
    const { id: agreementId } = await this.life.admit(request, helperId);
    return { requestId: request.id, agreementId };
  }

  private standing(ids: readonly string[]): Promise<Group[]> {
    return this.em.find(Group, { id: { $in: [...ids] }, archivedAt: null }, { orderBy: { id: 'asc' } });
  }
}

const isAmong = (actor: Actor, groupId: string, who: ReturnType<Group['whoMayHelp']>): boolean =>
  (who === 'members' && actor.groupIds.includes(groupId)) ||
  (who === 'leaders' && actor.leadsGroupIds.includes(groupId));
