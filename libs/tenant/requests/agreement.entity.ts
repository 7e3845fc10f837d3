// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { failureCodes } from '#contracts';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { agreementStates, agreementTransitions, type AgreementMove, type AgreementState } from './transitions.ts';

export const sides = ['asker', 'helper'] as const;
export type Side = (typeof sides)[number];
export type FailureCode = (typeof failureCodes)[number];

/** The thread stays open this long after the end, for thanks and a forgotten umbrella. */
const threadDays = 7;

const AgreementSchema = defineEntity({
  name: 'Agreement',
  ...tenantOwned('agreement', [{ column: 'requestId', to: 'request', onDelete: 'cascade' }]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    /** The asker's side, as on the request. */
    askerId: p.uuid(),
    ofOrganisation: p.boolean(),
    unitId: p.uuid().nullable(),
    helperIds: p.array().columnType('uuid[]'),
    /** Clients who have taken over, as their own persons: whom it was asked for, and who came along with staff. */
    forAskerId: p.uuid().nullable(),
    forHelperIds: p.array().columnType('uuid[]'),
    /** When a partner helps: who answers there, and how many come; never persons. */
    functionAddress: p.string().length(160).nullable(),
    partnerHeadCount: p.integer().nullable(),
    state: p.enum(agreementStates),
    madeAt: p.datetime(3),
    startedAt: p.datetime(3).nullable(),
    completedAt: p.datetime(3).nullable(),
    completedBySide: p.enum(sides).nullable(),
    endedAt: p.datetime(3).nullable(),
    failureCode: p.enum(failureCodes).nullable(),
    version: p.integer(),
  },
  indexes: [
    { properties: ['tenantId', 'requestId'] },
    { properties: ['tenantId', 'askerId', 'madeAt', 'id'] },
    { properties: ['tenantId', 'forAskerId', 'madeAt', 'id'], where: 'for_asker_id is not null' },
    { properties: ['tenantId', 'madeAt', 'id'], where: 'of_organisation' },
    { properties: ['tenantId', 'unitId', 'madeAt', 'id'], where: 'unit_id is not null' },
  ],
});

/** Made by both sides: one asks, and one or several help. */
export class Agreement extends AgreementSchema.class {
  go(move: AgreementMove): void {
    const next: AgreementState | undefined = agreementTransitions[this.state][move];
    if (next === undefined) throw new Conflict('agreement.wrong-state', { values: { state: this.state } });
    this.state = next;
    this.version += 1;
  }

  start(at: Date): void {
    this.go('start');
    this.startedAt = at;
  }

  /** The first side says it is done; the same word from the other side confirms it. */
  complete(side: Side, at: Date): 'completed' | 'confirmed' {
    if (this.state === 'completed' && this.completedBySide !== side) {
      this.confirm(side, at);
      return 'confirmed';
    }
    this.go('complete');
    this.completedAt = at;
    this.completedBySide = side;
    return 'completed';
  }

  /** @throws Conflict when it is one's own word that would be confirmed. */
  confirm(side: Side, at: Date): void {
    if (this.completedBySide === side) throw new Conflict('agreement.other-side-confirms');
    this.go('confirm');
    this.endedAt = at;
  }

  fail(code: FailureCode, at: Date): void {
    this.go('fail');
    this.failureCode = code;
    this.endedAt = at;
  }

  admit(helperId: string): void {
    this.helperIds = [...this.helperIds, helperId];
    this.version += 1;
  }

  dismiss(helperId: string): void {
    this.helperIds = this.helperIds.filter((id) => id !== helperId);
    this.version += 1;
  }

  /** Whether somebody else would still come if this helper did not. */
  standsWithout(helperId: string): boolean {
    return this.functionAddress !== null || this.helperIds.some((id) => id !== helperId);
  }

  threadIsOpen(now: Date): boolean {
    return !this.endedAt || now.getTime() < this.endedAt.getTime() + threadDays * 86_400_000;
  }
}
AgreementSchema.setClass(Agreement);
