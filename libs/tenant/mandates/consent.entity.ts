// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import type { ServiceType } from '#contracts';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

/** Confirmed by their own sign-in; said, and noted by whoever heard it; written in a document that somebody has seen. */
export const consentKinds = ['signed', 'spoken', 'mandate'] as const;
/** Ask for help for them; say "I can" for them. */
export const consentActs = ['post', 'answer'] as const;
export type ConsentAct = (typeof consentActs)[number];
export type ConsentState = 'waiting' | 'valid' | 'expired' | 'withdrawn';

const ConsentSchema = defineEntity({
  name: 'Consent',
  ...tenantOwned('consent', [
    { column: 'clientId', to: 'client', onDelete: 'cascade' },
    { column: 'recordedById', to: 'person', onDelete: 'restrict' },
    { column: 'signedById', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    clientId: p.uuid(),
    kind: p.enum(consentKinds),
    /** What was said, or the text that was signed, in the language of whoever signed it. */
    words: p.string().length(600).nullable(),
    /** The document's own number; the document itself is never kept here. */
    documentNumber: p.string().length(60).nullable(),
    acts: p.array<ConsentAct>(),
    serviceTypes: p.array<ServiceType>(),
    /** Who noted it: heard it said, saw the document, or asked for the signature. */
    recordedById: p.uuid(),
    recordedAt: p.datetime(3),
    /** Null as long as a signature is waited for. */
    givenAt: p.datetime(3).nullable(),
    signedById: p.uuid().nullable(),
    validTo: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
  },
  indexes: [{ properties: ['tenantId', 'clientId', 'recordedAt', 'id'] }, { properties: ['tenantId', 'signedById'] }],
});

/** A client's word that others may ask or answer for them, within bounds and until a day. */
export class Consent extends ConsentSchema.class {
  stateAt(now: Date): ConsentState {
    if (this.withdrawnAt) return 'withdrawn';
    if (this.validTo <= now) return 'expired';
    return this.givenAt ? 'valid' : 'waiting';
  }

  covers(act: ConsentAct, serviceType: ServiceType, now: Date): boolean {
    return this.stateAt(now) === 'valid' && this.acts.includes(act) && this.serviceTypes.includes(serviceType);
  }

  /** @param words what they read before they signed */
  sign(personId: string, words: string, at: Date): void {
    this.words = words;
    this.givenAt = at;
    this.signedById = personId;
  }

  withdraw(at: Date): void {
    this.withdrawnAt ??= at;
  }
}
ConsentSchema.setClass(Consent);
