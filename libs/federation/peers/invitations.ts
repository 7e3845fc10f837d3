// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import encodeQr from 'qr';
import type { GrantScope } from '#contracts';
import { accessibleBy, authorize, findReadable, type AppAbility } from '#platform/authz';
import { Handlers } from '../handlers.ts';
import { Handshake } from './handshake.ts';
import { PartnerInvitation } from './partner-invitation.entity.ts';

export interface ShownInvitation {
  readonly invitation: PartnerInvitation;
  readonly link: string;
}

/** Our open invitations to become partners. */
@Injectable()
export class Invitations {
  constructor(
    private readonly em: EntityManager,
    private readonly handshake: Handshake,
    private readonly handlers: Handlers,
  ) {}

  async list(ability: AppAbility, after: string | undefined, limit: number): Promise<ShownInvitation[]> {
    const visible = accessibleBy(ability, 'read', PartnerInvitation);
    if (!visible) return [];
    const where = { $and: [visible, ...(after ? [{ id: { $gt: after } }] : [])] };
    const invitations = await this.em.find(PartnerInvitation, where, { orderBy: { id: 'asc' }, limit });
    return Promise.all(invitations.map((invitation) => this.show(invitation)));
  }

  /** With the link's QR code as SVG. */
  async invite(
    weAre: 'asker' | 'helper',
    grant: GrantScope,
    ourAddress: string | null,
  ): Promise<ShownInvitation & { qr: string }> {
    const shown = await this.show(await this.handshake.invite(weAre, grant, ourAddress));
    return { ...shown, qr: encodeQr(shown.link, 'svg', { ecc: 'low' }) };
  }

  async withdraw(ability: AppAbility, id: string): Promise<void> {
    const invitation = await findReadable(this.em, ability, PartnerInvitation, id);
    authorize(ability, 'withdraw', invitation);
    this.em.remove(invitation);
    await this.em.flush();
    this.handlers.changed({ verb: 'withdraw', subject: 'PartnerInvitation', id });
  }

  private async show(invitation: PartnerInvitation): Promise<ShownInvitation> {
    return { invitation, link: await this.handshake.linkOf(invitation) };
  }
}
