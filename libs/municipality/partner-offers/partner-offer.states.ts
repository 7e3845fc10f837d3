// SPDX-License-Identifier: EUPL-1.2
export const partnerOfferStates = [
  'offered',
  'accepted',
  'inProgress',
  'completed',
  'declined',
  'withdrawn',
  'taken',
  'expired',
  'failed',
  'notDelivered',
] as const;
export type PartnerOfferState = (typeof partnerOfferStates)[number];

const closings = ['withdrawn', 'taken', 'expired', 'failed', 'notDelivered'] as const;

/** From each state, the states it may become. */
export const partnerOfferSteps: Readonly<Record<PartnerOfferState, readonly PartnerOfferState[]>> = {
  offered: ['accepted', 'declined', ...closings],
  accepted: ['inProgress', 'completed', ...closings],
  inProgress: ['completed', ...closings],
  // The asker may still say that it did not happen.
  completed: ['failed'],
  declined: [],
  withdrawn: [],
  taken: [],
  expired: [],
  failed: [],
  notDelivered: [],
};

/** Asked, and not answered yet. */
export const waitingStates: readonly PartnerOfferState[] = ['offered'];
/** The partner helps. */
export const agreedStates: readonly PartnerOfferState[] = ['accepted', 'inProgress'];
