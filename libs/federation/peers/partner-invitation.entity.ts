// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { GrantScope } from '#contracts';
import { Conflict, Gone } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const invitationLifeMs = 14 * 24 * 3600 * 1000;

const PartnerInvitationSchema = defineEntity({
  name: 'PartnerInvitation',
  ...tenantOwned('partner_invitation'),
  uniques: [{ properties: ['tenantId', 'tokenHash'] }],
  properties: {
    ...tenantColumns,
    tokenHash: p.string(),
    /** The ticket of the link, sealed, so that the link can be shown again until it is used. */
    sealedTicket: p.text(),
    words: p.array(),
    weAre: p.enum(['asker', 'helper'] as const),
    grant: p.json<GrantScope>(),
    /** Where we answer from, should we be the ones who are asked. */
    ourAddress: p.string().length(160).nullable(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
});

/** A single-use way in for one new partner. */
export class PartnerInvitation extends PartnerInvitationSchema.class {
  static offered(
    terms: Pick<PartnerInvitation, 'id' | 'tokenHash' | 'sealedTicket' | 'words' | 'weAre' | 'grant' | 'ourAddress'>,
    at: Date,
  ): PartnerInvitation {
    const expiresAt = new Date(at.getTime() + invitationLifeMs);
    return Object.assign(new PartnerInvitation(), { ...terms, createdAt: at, expiresAt, usedAt: null });
  }

  isOpenAt(at: Date): boolean {
    return !this.usedAt && this.expiresAt > at;
  }

  /** Our keys have changed: what the link says of us is no longer true. */
  expire(at: Date): void {
    if (this.expiresAt > at) this.expiresAt = at;
  }

  use(at: Date): void {
    if (this.usedAt) throw new Conflict('invitation.used');
    if (this.expiresAt <= at) throw new Gone('invitation.expired');
    this.usedAt = at;
  }
}
PartnerInvitationSchema.setClass(PartnerInvitation);
