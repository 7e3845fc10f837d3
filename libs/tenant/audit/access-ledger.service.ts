// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { beyond, cut, type Page } from '#platform/http';
import { TenantScope } from '#platform/tenancy';
import { AccessEntry, type ViewerRole } from './access-entry.entity.ts';

export interface Access {
  readonly requestId: string;
  readonly role: ViewerRole;
  readonly what: string;
}

/** Who has seen the personal details of a request, in words the person concerned may read. */
@Injectable()
export class AccessLedger {
  constructor(
    private readonly em: EntityManager,
    private readonly scope: TenantScope,
    private readonly clock: Clock,
  ) {}

  /** Enters a view by whoever acts in the open scope; it is written with the transaction. */
  record({ requestId, role, what }: Access): void {
    this.em.create(AccessEntry, { requestId, role, what, viewerId: this.scope.by, at: this.clock.now() });
  }

  /** Newest first. Whether the reader may see the ledger is for the request's policy to say. */
  async entriesOf(
    requestId: string,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<AccessEntry>> {
    const rows = await this.em.find(
      AccessEntry,
      { $and: [{ requestId }, beyond('at', 'desc', cursor)] },
      { orderBy: { at: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cut(rows, limit, (entry) => [entry.at.toISOString(), entry.id]);
  }
}
