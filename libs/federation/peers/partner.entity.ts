// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { Party, SignedAgreement } from '#contracts';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const partnerStates = ['pending', 'active', 'suspended', 'ended'] as const;
export type PartnerState = (typeof partnerStates)[number];

const PartnerSchema = defineEntity({
  name: 'Partner',
  ...tenantOwned('partner'),
  uniques: [{ properties: ['tenantId', 'conversation'] }],
  indexes: [{ properties: ['tenantId', 'peer'] }],
  properties: {
    ...tenantColumns,
    /** The other side's tenant id. */
    peer: p.uuid(),
    name: p.string().length(120),
    kind: p.enum(['municipality', 'association'] as const),
    /** The only address anything is ever sent to; pinned at the handshake. */
    origin: p.string().length(200),
    state: p.enum(partnerStates),
    suspendedBy: p.enum(['us', 'them', 'both'] as const).nullable(),
    words: p.array(),
    /** The agreement both sides signed, exactly as it crossed. */
    agreement: p.json<SignedAgreement>(),
    /** The partnership's own conversation: its two halves carry grants and keys. */
    conversation: p.uuid(),
    ourAddress: p.string().length(160).nullable(),
    functionAddresses: p.array(),
    since: p.datetime(3).nullable(),
    endedAt: p.datetime(3).nullable(),
    /** When the partner stopped answering; null while it answers. */
    waitingSince: p.datetime(3).nullable(),
    retryAt: p.datetime(3).nullable(),
    failures: p.integer().default(0),
    /** Moves with whatever a person sees of it, the grant included, and the version with it. */
    changedAt: p.datetime(3),
    version: p.integer().version(),
  },
});

/** Another tenant we have an agreement with. */
export class Partner extends PartnerSchema.class {
  static met(
    party: Party,
    terms: Pick<Partner, 'agreement' | 'conversation' | 'ourAddress' | 'words'>,
    at: Date,
  ): Partner {
    return Object.assign(new Partner(), {
      ...terms,
      peer: party.tenant,
      name: party.name,
      kind: party.kind,
      origin: party.origin,
      functionAddresses: party.functionAddresses,
      state: 'pending' as const,
      suspendedBy: null,
      since: null,
      endedAt: null,
      waitingSince: null,
      retryAt: null,
      failures: 0,
      changedAt: at,
    });
  }

  activate(agreement: SignedAgreement, at: Date): void {
    this.agreement = agreement;
    this.state = 'active';
    this.since = at;
    this.changedAt = at;
  }

  /** Where we answer from, from now on; what was said before stays as it was said. */
  answerFrom(ourAddress: string, at: Date): void {
    this.ourAddress = ourAddress;
    this.changedAt = at;
  }

  /** Its grant has changed. */
  touch(at: Date): void {
    this.changedAt = at;
  }

  suspend(by: 'us' | 'them'): void {
    if (this.state !== 'active' && this.state !== 'suspended') throw new Conflict('partner.not-active');
    this.suspendedBy = this.suspendedBy === null || this.suspendedBy === by ? by : 'both';
    this.state = 'suspended';
  }

  /** Each side lifts only its own pause. */
  resume(by: 'us' | 'them'): void {
    if (this.state !== 'suspended') throw new Conflict('partner.not-active');
    if (this.suspendedBy === 'both') this.suspendedBy = by === 'us' ? 'them' : 'us';
    else if (this.suspendedBy === by) this.suspendedBy = null;
    if (this.suspendedBy === null) this.state = 'active';
  }

  end(at: Date): void {
    if (this.state === 'ended') throw new Conflict('partner.not-active');
    this.state = 'ended';
    this.suspendedBy = null;
    this.endedAt = at;
  }

  answered(): void {
    this.waitingSince = null;
    this.retryAt = null;
    this.failures = 0;
  }

  unanswered(at: Date, retryAt: Date): void {
    this.waitingSince ??= at;
    this.failures += 1;
    this.retryAt = retryAt;
  }
}
PartnerSchema.setClass(Partner);
