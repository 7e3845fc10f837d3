// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import type { Party, PublicKey } from '#contracts';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { Handlers } from '../handlers.ts';
import { TenantKeys } from '../keys/tenant-keys.ts';

/** What we say of ourselves to partners. */
@Injectable()
export class OwnParty {
  constructor(
    private readonly scope: TenantScope,
    private readonly directory: TenantDirectory,
    private readonly keys: TenantKeys,
    private readonly handlers: Handlers,
  ) {}

  async describe(functionAddress: string | null = null): Promise<Party> {
    const tenant = await this.directory.byId(this.scope.tenantId);
    if (!tenant) throw new Error('The tenant is not in the directory');
    const { profile } = this.handlers;
    const published = (await profile?.functionAddresses()) ?? [];
    return {
      tenant: tenant.id,
      origin: tenant.origin,
      name: (await profile?.name()) ?? tenant.host,
      kind: tenant.kind,
      functionAddresses: functionAddress ? [functionAddress] : [...published].slice(0, 20),
      keys: currentFirst(await this.keys.published()),
    };
  }
}

/** A key set has room for the current pair and what still overlaps. */
const currentFirst = (keys: readonly PublicKey[]): PublicKey[] =>
  [...keys].sort((a, b) => Number(b.validTo === null) - Number(a.validTo === null)).slice(0, 8);
