// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { BodyOf, GrantScope, messages } from '#contracts';
import { Clock } from '#kernel';
import { accessibleBy, authorize, type AppAbility } from '#platform/authz';
import { expectVersion } from '#platform/http';
import { Conversation } from '../delivery/conversation.entity.ts';
import { Outbox } from '../delivery/outbox.ts';
import { Handlers, type OpenMatter } from '../handlers.ts';
import { Grant } from './grant.entity.ts';
import type { PartnerVerb } from './partner.policy.ts';
import { Partner } from './partner.entity.ts';
import { Partners, type PartnerWithGrant } from './partners.ts';

type PartnershipType = 'grant.changed' | 'grant.suspended' | 'partner.ended';

/** What people do with a partnership: look, narrow, pause, take up again, end. */
@Injectable()
export class Partnerships {
  constructor(
    private readonly em: EntityManager,
    private readonly partners: Partners,
    private readonly outbox: Outbox,
    private readonly handlers: Handlers,
    private readonly clock: Clock,
  ) {}

  async list(ability: AppAbility, after: string | undefined, limit: number): Promise<PartnerWithGrant[]> {
    const visible = accessibleBy(ability, 'read', Partner);
    if (!visible) return [];
    const where = { $and: [visible, ...(after ? [{ id: { $gt: after } }] : [])] };
    const partners = await this.em.find(Partner, where, { orderBy: { id: 'asc' }, limit });
    const grants = await this.em.find(Grant, { partnerId: { $in: partners.map(({ id }) => id) } });
    return partners.map((partner) => ({ partner, grant: grants.find(({ partnerId }) => partnerId === partner.id)! }));
  }

  async find(ability: AppAbility, id: string, verb: PartnerVerb = 'read'): Promise<PartnerWithGrant> {
    const found = await this.partners.withGrant(id);
    authorize(ability, verb, found.partner);
    return found;
  }

  async narrow(ability: AppAbility, id: string, version: number, scope: GrantScope): Promise<PartnerWithGrant> {
    const { partner, grant } = await this.#held(ability, id, 'narrow');
    expectVersion(partner, version);
    grant.narrow(scope);
    const [asker, helper] = sidesOf(partner, grant);
    await this.#tell(partner, 'grant.changed', { grant: { id: grant.wireId, asker, helper, ...grant.scope } });
    partner.touch(this.clock.now());
    return this.#saved('narrow', partner, grant);
  }

  async answerFrom(ability: AppAbility, id: string, version: number, address: string): Promise<PartnerWithGrant> {
    const { partner, grant } = await this.#held(ability, id, 'address');
    expectVersion(partner, version);
    partner.answerFrom(address, this.clock.now());
    return this.#saved('address', partner, grant);
  }

  async suspend(ability: AppAbility, id: string): Promise<PartnerWithGrant> {
    const { partner, grant } = await this.#held(ability, id, 'suspend');
    partner.suspend('us');
    await this.#tell(partner, 'grant.suspended', { suspended: true });
    return this.#saved('suspend', partner, grant);
  }

  async resume(ability: AppAbility, id: string): Promise<PartnerWithGrant> {
    const { partner, grant } = await this.#held(ability, id, 'resume');
    partner.resume('us');
    await this.#tell(partner, 'grant.suspended', { suspended: false });
    return this.#saved('resume', partner, grant);
  }

  /** Closes what is open on our side, tells the partner, and shuts the door. */
  async end(ability: AppAbility, id: string): Promise<PartnerWithGrant> {
    await this.find(ability, id, 'end');
    // What is open is held before the partnership, as everywhere else.
    for (const source of this.handlers.openMatters) await source.closeWith(id);
    const { partner, grant } = await this.#held(ability, id, 'end');
    await this.#tell(partner, 'partner.ended', { at: this.clock.now().toISOString() });
    partner.end(this.clock.now());
    return this.#saved('end', partner, grant);
  }

  async open(ability: AppAbility, id: string): Promise<OpenMatter[]> {
    const { partner } = await this.find(ability, id);
    const matters: OpenMatter[] = [];
    for (const source of this.handlers.openMatters) matters.push(...(await source.openWith(partner.id)));
    return matters;
  }

  async #held(ability: AppAbility, id: string, verb: PartnerVerb): Promise<PartnerWithGrant> {
    const held = await this.partners.holdPartnership(await this.partners.byId(id));
    authorize(ability, verb, held.partner);
    return held;
  }

  /** Our side of it counts even when the other can no longer be told. */
  async #tell<Type extends PartnershipType>(
    partner: Partner,
    type: Type,
    body: BodyOf<(typeof messages)[Type]>,
  ): Promise<void> {
    const { id: partnerId, conversation } = partner;
    const own = await this.em.findOne(Conversation, { partnerId, key: conversation });
    if (own && !own.refusal && partner.state !== 'ended')
      await this.outbox.send({ partnerId, conversation, type, body });
  }

  async #saved(verb: PartnerVerb, partner: Partner, grant: Grant): Promise<PartnerWithGrant> {
    this.handlers.changed({ verb, subject: 'Partner', id: partner.id });
    await this.em.flush();
    return { partner, grant };
  }
}

/** Asker and helper as tenant ids. The grant's own side is known; the other is the partner. */
function sidesOf(partner: Partner, grant: Grant): [string, string] {
  return grant.weAre === 'asker' ? [partner.tenantId, partner.peer] : [partner.peer, partner.tenantId];
}
