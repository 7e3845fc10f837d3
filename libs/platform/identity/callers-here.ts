// SPDX-License-Identifier: EUPL-1.2
import { Injectable } from '@nestjs/common';
import { NotFound, type PersonId } from '#kernel';
import { TenantDirectory, TenantScope } from '#platform/tenancy';
import { Callers, type Caller } from './callers.ts';

/** Callers of the open scope's tenant. */
@Injectable()
export class CallersHere {
  constructor(
    private readonly callers: Callers,
    private readonly scope: TenantScope,
    private readonly directory: TenantDirectory,
  ) {}

  /** As `Callers.ringUp`. */
  async ringUp(agentId: PersonId, personalNumber: string, message: string): Promise<Caller> {
    const tenant = await this.directory.byId(this.scope.tenantId);
    if (!tenant) throw new NotFound();
    return this.callers.ringUp(tenant, agentId, personalNumber, message);
  }

  find(agentId: PersonId, id: string): Promise<Caller> {
    return this.callers.find(this.scope.tenantId, agentId, id);
  }

  hangUp(agentId: PersonId, id: string): Promise<void> {
    return this.callers.hangUp(this.scope.tenantId, agentId, id);
  }
}
