// SPDX-License-Identifier: EUPL-1.2
import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Randomness, type TenantId } from '#kernel';
import { MasterKey } from '#platform/crypto';
import { PlatformPool } from '#platform/tenancy';

const purpose = 'personal numbers';

/**
 * Turns a personal number into what a tenant may keep of it: a hash under a key of its own, so that one tenant's hash
 * says nothing to another, nor to a thief of the tenants' database. The key is made once and sealed by the master key.
 */
@Injectable()
export class NumberHash {
  constructor(
    private readonly pool: PlatformPool,
    private readonly masterKey: MasterKey,
    private readonly randomness: Randomness,
  ) {}

  async of(tenantId: TenantId, personalNumber: string): Promise<string> {
    const key = Buffer.from(this.masterKey.open(tenantId, purpose, await this.#sealedKey(tenantId)), 'base64url');
    return createHmac('sha256', key).update(personalNumber).digest('base64url');
  }

  async #sealedKey(tenantId: TenantId): Promise<string> {
    const known = await this.#find(tenantId);
    if (known) return known;
    const fresh = this.masterKey.seal(tenantId, purpose, this.randomness.bytes(32).toString('base64url'));
    await this.pool.query('insert into number_key (tenant_id, sealed) values ($1, $2) on conflict do nothing', [
      tenantId,
      fresh,
    ]);
    return (await this.#find(tenantId)) ?? fresh;
  }

  async #find(tenantId: TenantId): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ sealed: string }>('select sealed from number_key where tenant_id = $1', [
      tenantId,
    ]);
    return rows[0]?.sealed;
  }
}
