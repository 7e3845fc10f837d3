// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { InvitationTicket, isNarrower, type GrantScope, type PartnershipAgreement } from '#contracts';
import { Clock, Conflict, Gone, Invalid, Randomness } from '#kernel';
import { decodeStrictly, parseShallow, sha512, Vault, wordsFor } from '#platform/crypto';
import { TenantScope } from '#platform/tenancy';
import { Outbox } from '../delivery/outbox.ts';
import { Handlers } from '../handlers.ts';
import { PartnerKeys } from '../keys/partner-keys.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';
import { Grant } from './grant.entity.ts';
import { partnershipWords } from './introductions.ts';
import { OwnParty } from './own-party.ts';
import { invitationLifeMs, PartnerInvitation } from './partner-invitation.entity.ts';
import { Partner } from './partner.entity.ts';
import { signAgreement } from './signed-agreement.ts';

const deepest = 8;
const path = '/partner-invitation#';
const ticketPurpose = (id: string) => `invitation ${id}`;

export interface OpenedTicket {
  readonly ticket: InvitationTicket;
  readonly words: string[];
}

/** From an invitation handed over by hand to an agreement both sides have signed; nothing is fetched from anywhere. */
@Injectable()
export class Handshake {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly party: OwnParty,
    private readonly tenantKeys: TenantKeys,
    private readonly partnerKeys: PartnerKeys,
    private readonly outbox: Outbox,
    private readonly handlers: Handlers,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async invite(weAre: 'asker' | 'helper', grant: GrantScope, ourAddress: string | null): Promise<PartnerInvitation> {
    const now = this.clock.now();
    const id = this.randomness.uuid();
    const token = this.randomness.bytes(32).toString('base64url');
    const ticket: InvitationTicket = {
      version: 1,
      invitation: id,
      token,
      inviter: await this.party.describe(ourAddress),
      inviterIs: weAre,
      grant,
      expiresAt: new Date(now.getTime() + invitationLifeMs).toISOString(),
    };
    const text = Buffer.from(JSON.stringify(InvitationTicket.parse(ticket))).toString('base64url');
    const invitation = PartnerInvitation.offered(
      {
        id,
        tokenHash: sha512(token),
        sealedTicket: this.vault.seal(text, ticketPurpose(id)),
        words: await wordsFor([sha512(text)]),
        weAre,
        grant,
        ourAddress,
      },
      now,
    );
    this.em.persist(invitation);
    await this.em.flush();
    this.handlers.changed({ verb: 'invite', subject: 'PartnerInvitation', id });
    return invitation;
  }

  /** Everything is in the fragment, which no browser sends to a server. */
  async linkOf(invitation: PartnerInvitation): Promise<string> {
    const { origin } = await this.party.describe();
    return origin + path + this.vault.open(invitation.sealedTicket, ticketPurpose(invitation.id));
  }

  /** @throws Invalid, Gone or Conflict when the link cannot be accepted here. */
  async open(link: string): Promise<OpenedTicket> {
    const text = link.trim().split('#')[1] ?? '';
    const json = decodeStrictly(text)?.toString('utf8');
    const { data: ticket } = InvitationTicket.safeParse(json ? parseShallow(json, deepest) : null);
    if (!ticket || !(await this.partnerKeys.areGenuine(ticket.inviter.keys)))
      throw new Invalid('invitation.unreadable', { pointer: '/link' });
    if (new Date(ticket.expiresAt) <= this.clock.now()) throw new Gone('invitation.expired');
    if (ticket.inviter.tenant === this.scope.tenantId) throw new Conflict('invitation.own');
    return { ticket, words: await wordsFor([sha512(text)]) };
  }

  /** Signs the agreement, no wider than what was proposed, and sends it. */
  async accept(link: string, narrowed: GrantScope | undefined, functionAddress: string): Promise<Partner> {
    const { ticket } = await this.open(link);
    const scope = narrowed ?? ticket.grant;
    if (!isNarrower(scope, ticket.grant)) throw new Conflict('grant.only-narrower', { pointer: '/grant' });
    const { inviter } = ticket;
    if ((await this.em.count(Partner, { peer: inviter.tenant, state: { $ne: 'ended' } })) > 0)
      throw new Conflict('partner.exists');

    const accepter = await this.party.describe(functionAddress);
    const [asker, helper] =
      ticket.inviterIs === 'asker' ? [inviter.tenant, accepter.tenant] : [accepter.tenant, inviter.tenant];
    const agreement: PartnershipAgreement = {
      version: 1,
      invitation: ticket.invitation,
      conversation: this.randomness.uuid(),
      inviter,
      accepter,
      grant: { id: this.randomness.uuid(), asker, helper, ...scope },
      acceptedAt: this.clock.now().toISOString(),
    };
    const signed = await signAgreement(agreement, await this.tenantKeys.signing());
    const { conversation, grant } = agreement;
    const words = await partnershipWords(agreement);
    const partner = Partner.met(
      inviter,
      { agreement: signed, conversation, ourAddress: functionAddress, words },
      this.clock.now(),
    );
    this.em.persist(partner);
    await this.em.flush();
    this.em.persist(Grant.of(partner.id, grant, ticket.inviterIs === 'asker' ? 'helper' : 'asker'));
    await this.partnerKeys.pin(partner.id, inviter.keys);
    await this.outbox.send({
      partnerId: partner.id,
      conversation,
      type: 'partner.accepted',
      body: { agreement: signed, token: ticket.token },
      expiresAt: new Date(ticket.expiresAt),
    });
    this.handlers.changed({ verb: 'accept', subject: 'Partner', id: partner.id });
    return partner;
  }
}
