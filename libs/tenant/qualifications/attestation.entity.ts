// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { requirementKinds } from './requirement.entity.ts';

/** Why an attestation no longer holds: a code, never words, so that nobody writes down what stood in an extract. */
export const withdrawalReasons = ['mistake', 'not-met', 'outdated', 'own-wish', 'incident'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

export const day = 86_400_000;
/** So long before its end it is time to think of it. */
export const noticeMs = 30 * day;
/** What was issued elsewhere is shown anew often, and thought of later. */
export const shownNoticeMs = 3 * day;

const AttestationSchema = defineEntity({
  name: 'Attestation',
  ...tenantOwned('attestation', [
    { column: 'personId', to: 'person', onDelete: 'cascade' },
    { column: 'seenById', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    personId: p.uuid(),
    kind: p.enum(requirementKinds),
    subject: p.string().length(80),
    subjectKey: p.string().length(80),
    years: p.integer().nullable(),
    /** The day it was seen, or signed: `2026-05-04`. */
    seenOn: p.date(),
    /** Who saw it; of a declaration the person themselves, who signed it. */
    seenById: p.uuid(),
    /** The partner that attests it, as it was called; null when it was seen here. */
    issuedBy: p.string().length(120).nullable(),
    /** Of a declaration: the version that was signed, and how sure the sign-in was of who signed (`acr`). */
    declarationVersion: p.integer().nullable(),
    acr: p.string().length(200).nullable(),
    createdAt: p.datetime(3),
    validTo: p.datetime(3).nullable(),
    /** When the person was told that it ends soon. */
    remindedAt: p.datetime(3).nullable(),
    withdrawnAt: p.datetime(3).nullable(),
    withdrawnById: p.uuid().nullable(),
    withdrawnReason: p.enum(withdrawalReasons).nullable(),
  },
  indexes: [
    { properties: ['tenantId', 'personId', 'kind', 'subjectKey'] },
    { properties: ['tenantId', 'validTo', 'id'] },
  ],
});

/** This person fulfils this requirement, seen by us on this date. */
export class Attestation extends AttestationSchema.class {
  goodAt(at: Date): boolean {
    return !this.withdrawnAt && (!this.validTo || this.validTo > at);
  }

  expiresSoon(at: Date): boolean {
    const ahead = this.issuedBy ? shownNoticeMs : noticeMs;
    return this.goodAt(at) && !!this.validTo && this.validTo.getTime() <= at.getTime() + ahead;
  }

  /** From this moment; what was agreed before stays agreed. */
  withdraw(byId: string, reason: WithdrawalReason, at: Date): void {
    if (this.withdrawnAt) throw new Conflict('attestation.withdrawn');
    Object.assign(this, { withdrawnAt: at, withdrawnById: byId, withdrawnReason: reason });
  }

  /** @throws Conflict when a day has passed: then it has to be seen anew. */
  restore(at: Date): void {
    if (!this.withdrawnAt) throw new Conflict('attestation.not-withdrawn');
    if (at.getTime() - this.withdrawnAt.getTime() > day) throw new Conflict('attestation.too-late-to-undo');
    Object.assign(this, { withdrawnAt: null, withdrawnById: null, withdrawnReason: null });
  }

  /** Shown anew, it holds for longer. */
  holdUntil(at: Date, seenOn: string): void {
    Object.assign(this, { validTo: at, seenOn, remindedAt: null });
  }

  endBy(at: Date): void {
    if (!this.validTo || this.validTo > at) this.validTo = at;
  }
}
AttestationSchema.setClass(Attestation);

/** As a condition: those seen here of which `expiresSoon` holds. What was issued elsewhere its holder shows anew. */
export const endingSoon = (at: Date): object => ({
  issuedBy: null,
  withdrawnAt: null,
  validTo: { $gt: at, $lte: new Date(at.getTime() + noticeMs) },
});
