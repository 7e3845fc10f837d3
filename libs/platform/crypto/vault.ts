// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { TenantScope } from '#platform/tenancy';
import { MasterKey } from './master-key.ts';

/** Keeps text sealed at rest for the tenant of the open scope; `purpose` binds it to its column. */
@Injectable()
export class Vault {
  constructor(
    private readonly masterKey: MasterKey,
    private readonly scope: TenantScope,
  ) {}

  seal(text: string, purpose: string): string {
    return this.masterKey.seal(this.scope.tenantId, purpose, text);
  }

  /** @throws SealBroken when it was changed or moved. */
  open(sealed: string, purpose: string): string {
    return this.masterKey.open(this.scope.tenantId, purpose, sealed);
  }
}
