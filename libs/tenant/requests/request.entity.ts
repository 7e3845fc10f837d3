// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { serviceTypes } from '#contracts';
import { Conflict } from '#kernel';
import { answerBy } from '#tenant/fairness';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { askerColumns } from './asker-columns.ts';
import { turnColumns } from './turn-columns.ts';
import { requestStates, requestTransitions, type RequestMove, type RequestState } from './transitions.ts';

export const matchings = ['asker-chooses', 'first-come'] as const;

const RequestSchema = defineEntity({
  name: 'Request',
  ...tenantOwned('request', [
    { column: 'postedById', to: 'person', onDelete: 'restrict' },
    { column: 'clientId', to: 'client', onDelete: 'restrict' },
    { column: 'consentId', to: 'consent', onDelete: 'restrict' },
    { column: 'forPersonId', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    /** What people say on the phone; counted per tenant. */
    number: p.integer(),
    serviceType: p.enum(serviceTypes),
    text: p.string().length(1000),
    area: p.string().length(80).nullable(),
    from: p.datetime(3).nullable(),
    to: p.datetime(3).nullable(),
    headCount: p.integer(),
    state: p.enum(requestStates),
    /** False: not a request for help, and kept out of the figures. */
    ask: p.boolean(),
    matching: p.enum(matchings),
    ...askerColumns,
    /** The groups that were chosen. */
    groupIds: p.array().columnType('uuid[]'),
    /** Those of them whose members may help with this, and those where only leaders may. Settled when it is sent. */
    membersOfIds: p.array().columnType('uuid[]'),
    leadersOfIds: p.array().columnType('uuid[]'),
    ...turnColumns,
    /** Partners chosen in a draft; once sent, the partner offers are the truth. */
    partnerIds: p.array().columnType('uuid[]'),
    /** Whoever offered or helped may go on following what they offered to. */
    offeredByIds: p.array().columnType('uuid[]'),
    helperIds: p.array().columnType('uuid[]'),
    /** The agreement that stands, if any. */
    agreementId: p.uuid().nullable(),
    createdAt: p.datetime(3),
    postedAt: p.datetime(3).nullable(),
    /** When those who may help were told that it is open; null while they have not been, and once it is not. */
    announcedAt: p.datetime(3).nullable(),
    expiresAt: p.datetime(3),
    version: p.integer(),
  },
  uniques: [{ properties: ['tenantId', 'number'] }],
  indexes: [
    { properties: ['tenantId', 'postedById', 'createdAt', 'id'] },
    { properties: ['tenantId', 'forPersonId', 'createdAt', 'id'], where: 'for_person_id is not null' },
    { properties: ['tenantId', 'clientId'], where: 'client_id is not null' },
    { properties: ['tenantId', 'createdAt', 'id'], where: 'of_organisation' },
    { properties: ['tenantId', 'unitId', 'createdAt', 'id'], where: 'unit_id is not null' },
    { properties: ['tenantId', 'state', 'expiresAt'] },
    { properties: ['tenantId', 'state', 'nextWaveAt'], where: 'next_wave_at is not null' },
    { properties: ['tenantId', 'unanswered', 'state', 'postedAt', 'id'] },
    { properties: ['tenantId', 'sourceRequestId'], where: 'source_request_id is not null' },
    { properties: ['tenantId', 'state', 'id'], where: "announced_at is null and state = 'open'" },
  ],
});

/** A need for help, from its draft to its end. */
export class Request extends RequestSchema.class {
  /** Whether somebody may still say "I can". */
  takesOffers(): boolean {
    return this.state === 'open';
  }

  allows(move: RequestMove): boolean {
    return requestTransitions[this.state][move] !== undefined;
  }

  /** @throws Conflict when the state does not allow it. */
  go(move: RequestMove): void {
    const next: RequestState | undefined = requestTransitions[this.state][move];
    if (next === undefined) throw new Conflict('request.wrong-state', { values: { state: this.state } });
    this.state = next;
    this.version += 1;
    // Open again later, it is told again.
    if (!this.takesOffers()) this.announcedAt = null;
  }

  send(at: Date): void {
    this.go('send');
    this.postedAt = at;
    this.settleWait();
    this.partnerIds = [];
  }

  /** When help is wanted may have been changed, when it was sent is not. */
  settleWait(): void {
    this.answerBy = answerBy({ postedAt: this.postedAt ?? this.createdAt, from: this.from, to: this.to });
  }

  /** Whether its whole audience meets it in the feed. */
  isShownToAll(): boolean {
    return this.takesOffers() && !this.quiet;
  }

  extend(until: Date): void {
    this.go('extend');
    this.expiresAt = until;
  }

  /** A helper joins; the last one asked for fills it. */
  admit(helperId: string, agreementId: string): void {
    if (!this.takesOffers()) throw new Conflict('request.taken');
    this.agreementId = agreementId;
    this.helperIds = [...this.helperIds, helperId];
    if (this.helperIds.length >= this.headCount) this.go('fill');
  }

  /** A partner takes what is left, whatever number it will come in. */
  admitPartner(agreementId: string): void {
    if (!this.takesOffers()) throw new Conflict('request.taken');
    this.agreementId = agreementId;
    this.go('fill');
  }

  /**
   * Helpers who step back before it began leave their places to others, as long as there is time.
   * What came from a partner goes back to the partner, who may ask anew.
   */
  release(helperIds: readonly string[], now: Date, agreementStands: boolean): void {
    this.helperIds = this.helperIds.filter((id) => !helperIds.includes(id));
    if (!agreementStands) this.agreementId = null;
    const begun = this.state === 'inProgress' || this.state === 'completed';
    if (agreementStands && begun) this.version += 1;
    else if (!agreementStands && this.sourceRequestId) this.go('lapse');
    else if (this.expiresAt > now) this.go('reopen');
    else if (!agreementStands) this.go('lapse');
    else if (this.state === 'open') this.go('settle');
  }

  /** Its time is over: whoever has already said yes remains. */
  timeIsUp(): 'expired' | 'settled' {
    this.go(this.agreementId ? 'settle' : 'expire');
    return this.agreementId ? 'settled' : 'expired';
  }
}
RequestSchema.setClass(Request);
