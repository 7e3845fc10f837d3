// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Coverage, ServiceType } from '#contracts';
import { Clock, NotFound } from '#kernel';
import { TenantScope } from '#platform/tenancy';
import { Conversation } from '../delivery/conversation.entity.ts';
import { Grant } from './grant.entity.ts';
import { Partner } from './partner.entity.ts';

export interface PartnerWithGrant {
  readonly partner: Partner;
  readonly grant: Grant;
}

/** Who may be asked, and for what: the partnership as features need to know it. */
@Injectable()
export class Partners {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  async byId(partnerId: string): Promise<Partner> {
    const partner = await this.em.findOne(Partner, { id: partnerId });
    if (!partner) throw new NotFound();
    return partner;
  }

  /**
   * The partner as it is now, held until the transaction ends. It is held last (ADR 0012), and so that others may
   * still add rows that point to it: a letter that arrives does not wait for it.
   */
  async hold(partnerId: string): Promise<Partner> {
    await this.em.flush();
    await this.scope.rows('select id from partner where tenant_id = :tenant and id = :partnerId for no key update', {
      partnerId,
    });
    return this.em.findOneOrFail(Partner, { id: partnerId }, { refresh: true });
  }

  /** The partnership itself: its own conversation first, then the partner. */
  async holdPartnership({ id, conversation: key }: Partner): Promise<PartnerWithGrant> {
    await this.em.flush();
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    await this.em.findOne(Conversation, { partnerId: id, key }, lock);
    const partner = await this.hold(id);
    return { partner, grant: await this.em.findOneOrFail(Grant, { partnerId: id }, { refresh: true }) };
  }

  async withGrant(partnerId: string): Promise<PartnerWithGrant> {
    const partner = await this.byId(partnerId);
    return { partner, grant: await this.em.findOneOrFail(Grant, { partnerId }) };
  }

  /** The same for many, by the partner's id; who is no partner of ours is left out. */
  async withGrants(partnerIds: readonly string[]): Promise<ReadonlyMap<string, PartnerWithGrant>> {
    const partners = await this.em.find(Partner, { id: { $in: [...partnerIds] } });
    return new Map((await this.joined(partners)).map((one) => [one.partner.id, one]));
  }

  /** Active partners we may ask for this kind of help (in this area, when it is given). */
  async askable(serviceType: ServiceType, area?: string | null): Promise<PartnerWithGrant[]> {
    return (await this.active('asker')).filter(({ grant }) => {
      const covered = { serviceType, area: area ?? grant.areas[0] ?? null, fields: [] };
      return grant.missing(covered, this.clock.now()) === null;
    });
  }

  /** Active partners whose grant has us on that side. */
  async active(weAre: 'asker' | 'helper'): Promise<PartnerWithGrant[]> {
    const partners = await this.em.find(Partner, { state: 'active' }, { orderBy: { name: 'asc', id: 'asc' } });
    return this.joined(partners, { weAre });
  }

  /** Null when the partner is active and its grant covers this; otherwise the code that says what is missing. */
  missing({ partner, grant }: PartnerWithGrant, coverage: Coverage): string | null {
    if (partner.state !== 'active') return partner.state === 'suspended' ? 'grant.suspended' : 'partner.not-active';
    return grant.missing(coverage, this.clock.now());
  }

  private async joined(
    partners: readonly Partner[],
    where: { weAre?: 'asker' | 'helper' } = {},
  ): Promise<PartnerWithGrant[]> {
    if (partners.length === 0) return [];
    const found = await this.em.find(Grant, { partnerId: { $in: partners.map(({ id }) => id) }, ...where });
    const grants = new Map(found.map((grant) => [grant.partnerId, grant]));
    return partners.flatMap((partner) => {
      const grant = grants.get(partner.id);
      return grant ? [{ partner, grant }] : [];
    });
  }
}
