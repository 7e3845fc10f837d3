// SPDX-License-Identifier: EUPL-1.2
import { createHash } from 'node:crypto';
import { defineEntity, p } from '@mikro-orm/core';
import { Gone } from '#kernel';
import { roles } from '#platform/authz';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const InvitationSchema = defineEntity({
  name: 'Invitation',
  ...tenantOwned('invitation', [
    { column: 'groupId', to: 'group', onDelete: 'cascade' },
    { column: 'issuedById', to: 'person', onDelete: 'cascade' },
  ]),
  properties: {
    ...tenantColumns,
    /** SHA-256 of the token in the link; the token itself is shown once and kept nowhere. */
    tokenHash: p.string().length(43),
    role: p.enum(roles),
    groupId: p.uuid().nullable(),
    leader: p.boolean(),
    /** Null when the operator issued it, for the first administrator. */
    issuedById: p.uuid().nullable(),
    issuedAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
  uniques: [{ properties: ['tenantId', 'tokenHash'] }],
  indexes: [{ properties: ['tenantId', 'issuedAt', 'id'] }],
});

export const hashOfToken = (token: string) => createHash('sha256').update(token).digest('base64url');

/** A way in for one person, once. */
export class Invitation extends InvitationSchema.class {
  /** @throws Gone when it has been used or its time is over. */
  expectOpen(now: Date): void {
    if (this.usedAt) throw new Gone('invitation.used');
    if (this.expiresAt <= now) throw new Gone('invitation.expired');
  }

  use(now: Date): void {
    this.expectOpen(now);
    this.usedAt = now;
  }
}
InvitationSchema.setClass(Invitation);
