// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { PublicKey } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

const PartnerKeySchema = defineEntity({
  name: 'PartnerKey',
  ...tenantOwned('partner_key', [{ column: 'partnerId', to: 'partner', onDelete: 'cascade' }]),
  uniques: [{ properties: ['tenantId', 'partnerId', 'kid'] }],
  indexes: [{ properties: ['tenantId', 'kid'] }],
  properties: {
    ...tenantColumns,
    partnerId: p.uuid(),
    kid: p.string(),
    use: p.enum(['sig', 'enc'] as const),
    x: p.string(),
    validFrom: p.datetime(3),
    validTo: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

/** A partner's public key, pinned at the handshake or by a message signed with an earlier one. */
export class PartnerKey extends PartnerKeySchema.class {
  static pinned(partnerId: string, key: PublicKey): PartnerKey {
    return Object.assign(new PartnerKey(), {
      partnerId,
      kid: key.kid,
      use: key.use,
      x: key.x,
      validFrom: new Date(key.validFrom),
      validTo: key.validTo ? new Date(key.validTo) : null,
      revokedAt: null,
    });
  }

  revoke(at: Date): void {
    this.revokedAt ??= at;
  }

  expire(at: Date): void {
    if (!this.validTo || this.validTo > at) this.validTo = at;
  }

  toPublic(): PublicKey {
    const { kid, x } = this;
    const validity = {
      kid,
      validFrom: this.validFrom.toISOString(),
      validTo: (this.revokedAt ?? this.validTo)?.toISOString() ?? null,
    };
    return this.use === 'sig'
      ? { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x, ...validity }
      : { kty: 'OKP', crv: 'X25519', use: 'enc', alg: 'ECDH-ES', x, ...validity };
  }

  goodAt(at: Date): boolean {
    return !this.revokedAt && (!this.validTo || this.validTo > at);
  }
}
PartnerKeySchema.setClass(PartnerKey);
