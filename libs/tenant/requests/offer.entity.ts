// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { Conflict } from '#kernel';
import { tenantColumns, tenantOwned } from '#platform/tenancy';

export const offerStates = ['waiting', 'accepted', 'declined', 'withdrawn'] as const;
export type OfferState = (typeof offerStates)[number];

const OfferSchema = defineEntity({
  name: 'Offer',
  ...tenantOwned('offer', [
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
    { column: 'helperId', to: 'person', onDelete: 'restrict' },
  ]),
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    helperId: p.uuid(),
    note: p.string().length(500).nullable(),
    state: p.enum(offerStates),
    at: p.datetime(3),
  },
  uniques: [{ properties: ['tenantId', 'requestId', 'helperId'] }],
  indexes: [{ properties: ['tenantId', 'helperId', 'at', 'requestId'] }],
});

/** A helper's "I can". */
export class Offer extends OfferSchema.class {
  /** @throws Conflict when it no longer waits for an answer. */
  become(state: Exclude<OfferState, 'waiting'>): void {
    if (this.state !== 'waiting') throw new Conflict('offer.not-waiting');
    this.state = state;
  }

  /** After a change of mind, or when an agreement fell through. */
  renew(note: string | null, at: Date): void {
    if (this.state === 'waiting') throw new Conflict('offer.exists');
    Object.assign(this, { state: 'waiting', note, at });
  }
}
OfferSchema.setClass(Offer);
