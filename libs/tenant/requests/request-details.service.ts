// SPDX-License-Identifier: EUPL-1.2
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Vault } from '#platform/crypto';
import { AccessLedger, type ViewerRole } from '#tenant/audit';
import { RequestDetails, type Details } from './request-details.entity.ts';

const purpose = 'request-details';
const none: Details = { functionAddress: null, contactName: null, phone: null, place: null, instructions: null };

/** Contact and place of a request: sealed at rest, and every look at them leaves an entry that the asker can read. */
@Injectable()
export class RequestDetailsService {
  constructor(
    private readonly em: EntityManager,
    private readonly vault: Vault,
    private readonly ledger: AccessLedger,
  ) {}

  async keep(requestId: string, details: Partial<Details>): Promise<void> {
    const kept = await this.em.findOne(RequestDetails, { requestId });
    const sealed = this.vault.seal(JSON.stringify({ ...none, ...details }), purpose);
    if (kept) kept.sealed = sealed;
    else this.em.create(RequestDetails, { requestId, sealed });
    await this.em.flush();
  }

  /** Null when the asker gave none. `role` is null only when askers look at what they wrote themselves. */
  async open(requestId: string, role: ViewerRole | null): Promise<Details | null> {
    const kept = await this.em.findOne(RequestDetails, { requestId });
    if (!kept) return null;
    const details = { ...none, ...(JSON.parse(this.vault.open(kept.sealed, purpose)) as Details) };
    if (role) this.enter(requestId, role, details);
    return details;
  }

  async forget(requestId: string): Promise<void> {
    await this.em.nativeDelete(RequestDetails, { requestId });
  }

  private enter(requestId: string, role: ViewerRole, details: Details): void {
    if (details.contactName ?? details.phone) this.ledger.record({ requestId, role, what: 'contact' });
    if (details.place ?? details.instructions) this.ledger.record({ requestId, role, what: 'place' });
  }
}
