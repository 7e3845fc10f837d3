// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { PublicKey } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** How long an old key is still good after its successor was announced. */
export const overlapMs = 7 * 24 * 3600 * 1000;

const TenantKeySchema = defineEntity({
  name: 'TenantKey',
  ...tenantOwned('tenant_key'),
  uniques: [{ properties: ['tenantId', 'kid'] }],
  properties: {
    ...tenantColumns,
    kid: p.string(),
    use: p.enum(['sig', 'enc'] as const),
    x: p.string(),
    /** The private part, wrapped by the plane's master key for this tenant. */
    sealed: p.text(),
    validFrom: p.datetime(3),
    /** Null while it is the one in use. */
    validTo: p.datetime(3).nullable(),
    revokedAt: p.datetime(3).nullable(),
  },
});

/** A key pair of our own. */
export class TenantKey extends TenantKeySchema.class {
  static made(material: Pick<TenantKey, 'kid' | 'use' | 'x' | 'sealed'>, at: Date): TenantKey {
    return Object.assign(new TenantKey(), { ...material, validFrom: at, validTo: null, revokedAt: null });
  }

  supersede(at: Date): void {
    this.validTo = new Date(at.getTime() + overlapMs);
  }

  revoke(at: Date): void {
    if (!this.validTo || this.validTo > at) this.validTo = at;
    this.revokedAt = at;
  }

  get current(): boolean {
    return !this.validTo;
  }

  goodAt(at: Date): boolean {
    return !this.revokedAt && (!this.validTo || this.validTo > at);
  }

  toPublic(): PublicKey {
    const { kid, x } = this;
    const validity = { kid, validFrom: this.validFrom.toISOString(), validTo: this.validTo?.toISOString() ?? null };
    return this.use === 'sig'
      ? { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', x, ...validity }
      : { kty: 'OKP', crv: 'X25519', use: 'enc', alg: 'ECDH-ES', x, ...validity };
  }
}
TenantKeySchema.setClass(TenantKey);
