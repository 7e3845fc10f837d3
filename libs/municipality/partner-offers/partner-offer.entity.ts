// SPDX-License-Identifier: EUPL-1.2
import { defineEntity, p } from '@mikro-orm/core';
import { tenantColumns, tenantOwned } from '#platform/tenancy';
import { agreedStates, partnerOfferStates, partnerOfferSteps, type PartnerOfferState } from './partner-offer.states.ts';

const PartnerOfferSchema = defineEntity({
  name: 'PartnerOffer',
  ...tenantOwned('partner_offer', [
    { column: 'requestId', to: 'request', onDelete: 'cascade' },
    { column: 'partnerId', to: 'partner', onDelete: 'cascade' },
  ]),
  uniques: [{ properties: ['tenantId', 'partnerId', 'conversation'] }],
  indexes: [{ properties: ['tenantId', 'requestId'] }, { properties: ['tenantId', 'partnerId', 'state'] }],
  properties: {
    ...tenantColumns,
    requestId: p.uuid(),
    partnerId: p.uuid(),
    /** The random id both sides know the request by. */
    conversation: p.uuid(),
    state: p.enum(partnerOfferStates),
    /** All that is ever known of who helps: a function, and how many. */
    functionAddress: p.string().length(160).nullable(),
    headCount: p.integer().nullable(),
    acceptedAt: p.datetime(3).nullable(),
    /** Why not, as a code: the partner's, or that of the refusal or delivery failure. */
    declineCode: p.string().length(60).nullable(),
    offeredAt: p.datetime(3),
    /** When the state was reached. */
    at: p.datetime(3),
  },
});

type Acceptance = { readonly functionAddress: string; readonly headCount: number };

/** A request as one partner was asked about it. */
export class PartnerOffer extends PartnerOfferSchema.class {
  static made(from: Pick<PartnerOffer, 'requestId' | 'partnerId' | 'conversation'>, at: Date): PartnerOffer {
    return Object.assign(new PartnerOffer(), {
      ...from,
      state: 'offered' as const,
      functionAddress: null,
      headCount: null,
      acceptedAt: null,
      declineCode: null,
      offeredAt: at,
      at,
    });
  }

  /** False, and nothing changes, when the state does not lead there: messages of two sides may cross. */
  become(state: PartnerOfferState, at: Date): boolean {
    if (!partnerOfferSteps[this.state].includes(state)) return false;
    this.state = state;
    this.at = at;
    return true;
  }

  /** It has said yes, and nobody has taken that back. */
  get helps(): boolean {
    return agreedStates.includes(this.state) || this.state === 'completed';
  }

  accept({ functionAddress, headCount }: Acceptance, at: Date): boolean {
    if (!this.become('accepted', at)) return false;
    Object.assign(this, { functionAddress, headCount, acceptedAt: at });
    return true;
  }

  decline(code: string, at: Date): boolean {
    if (!this.become('declined', at)) return false;
    this.declineCode = code;
    return true;
  }

  notDelivered(code: string, at: Date): boolean {
    if (!this.become('notDelivered', at)) return false;
    this.declineCode = code;
    return true;
  }
}
PartnerOfferSchema.setClass(PartnerOffer);
