// SPDX-License-Identifier: EUPL-1.2
import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  deepestMessage,
  Envelope,
  isNarrower,
  mediaTypes,
  PartnerAccepted,
  type PartnershipAgreement,
  type SignedAgreement,
} from '#contracts';
import { Clock } from '#kernel';
import { parseShallow, publicKey, sha512, unverifiedText, verifyCompact, wordsFor } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { Grant } from './grant.entity.ts';
import { PartnerInvitation } from './partner-invitation.entity.ts';
import { Partner } from './partner.entity.ts';
import { isSignedBy, readAgreement } from './signed-agreement.ts';

export interface Introduced {
  readonly jws: string;
  readonly envelope: Envelope;
  readonly partner: Partner;
}

/**
 * The first letter of somebody new. Its key is inside it, so it is believed for one reason only:
 * it brings the single-use token of an invitation of ours and agrees to no more than that invitation offers.
 */
@Injectable()
export class Introductions {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly tenantKeys: TenantKeys,
    private readonly partnerKeys: PartnerKeys,
    private readonly clock: Clock,
  ) {}

  /** Null for everybody who is not expected. */
  async welcome(jws: string, kid: string): Promise<Introduced | null> {
    const { data: envelope } = Envelope.safeParse(parseShallow(unverifiedText(jws) ?? '', deepestMessage));
    if (envelope?.type !== PartnerAccepted.type || envelope.seq !== 1) return null;
    const { data: body } = PartnerAccepted.body.safeParse(envelope.body);
    const agreement = body ? readAgreement(body.agreement) : null;
    if (!body?.token || !agreement) return null;

    const key = agreement.accepter.keys.find((one) => one.use === 'sig' && one.kid === kid);
    if (!key || !(await this.partnerKeys.areGenuine(agreement.accepter.keys))) return null;
    if (!(await verifyCompact(jws, { kid, key: await publicKey('sig', key.x) }, mediaTypes.jws))) return null;
    if (!(await isSignedBy(body.agreement, 0, agreement.accepter.keys)) || body.agreement.signatures.length !== 1)
      return null;

    const invitation = await this.em.findOne(
      PartnerInvitation,
      { tokenHash: sha512(body.token) },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!invitation || !(await this.#isExpected(envelope, agreement, invitation))) return null;
    invitation.use(this.clock.now());
    return { jws, envelope, partner: await this.#meet(agreement, body.agreement, invitation) };
  }

  async #isExpected(
    envelope: Envelope,
    agreement: PartnershipAgreement,
    invitation: PartnerInvitation,
  ): Promise<boolean> {
    const { accepter, inviter, grant } = agreement;
    const us = this.scope.tenantId as string;
    const [asker, helper] = invitation.weAre === 'asker' ? [us, accepter.tenant] : [accepter.tenant, us];
    const signing = await this.tenantKeys.current('sig');
    return (
      invitation.isOpenAt(this.clock.now()) &&
      agreement.invitation === invitation.id &&
      agreement.conversation === envelope.conversation &&
      envelope.iss === accepter.tenant &&
      accepter.tenant !== us &&
      inviter.tenant === us &&
      inviter.keys.some(({ kid }) => kid === signing.kid) &&
      grant.asker === asker &&
      grant.helper === helper &&
      envelope.grant === grant.id &&
      isNarrower(grant, invitation.grant) &&
      (await this.em.count(Partner, { peer: accepter.tenant, state: { $ne: 'ended' } })) === 0
    );
  }

  async #meet(
    agreement: PartnershipAgreement,
    signed: SignedAgreement,
    invitation: PartnerInvitation,
  ): Promise<Partner> {
    const { accepter, conversation, grant } = agreement;
    const words = await partnershipWords(agreement);
    const partner = Partner.met(
      accepter,
      { agreement: signed, conversation, ourAddress: invitation.ourAddress ?? null, words },
      this.clock.now(),
    );
    this.em.persist(partner);
    await this.em.flush();
    this.em.persist(Grant.of(partner.id, grant, invitation.weAre));
    await this.partnerKeys.pin(partner.id, accepter.keys);
    return partner;
  }
}

/** The same four words on both sides, from both signing keys. */
export const partnershipWords = ({ inviter, accepter }: PartnershipAgreement): Promise<string[]> =>
  wordsFor([inviter, accepter].map(({ keys }) => keys.find(({ use }) => use === 'sig')?.kid ?? ''));
