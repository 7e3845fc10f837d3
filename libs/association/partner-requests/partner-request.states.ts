// SPDX-License-Identifier: EUPL-1.2
export const partnerRequestStates = [
  'new',
  'routed',
  'accepted',
  'inProgress',
  'completed',
  'declined',
  'taken',
  'withdrawn',
  'expired',
  'failed',
] as const;
export type PartnerRequestState = (typeof partnerRequestStates)[number];

const closings = ['taken', 'withdrawn', 'expired'] as const;

/** From each state, the states it may become. */
export const partnerRequestSteps: Readonly<Record<PartnerRequestState, readonly PartnerRequestState[]>> = {
  new: ['routed', 'declined', ...closings],
  routed: ['accepted', 'declined', ...closings],
  accepted: ['inProgress', 'completed', 'failed', ...closings],
  inProgress: ['completed', 'failed', ...closings],
  completed: [],
  declined: [],
  taken: [],
  withdrawn: [],
  expired: [],
  failed: [],
};

/** Nobody has said yes yet. */
export const waitingStates: readonly PartnerRequestState[] = ['new', 'routed'];
export const openStates: readonly PartnerRequestState[] = ['new', 'routed', 'accepted', 'inProgress'];
