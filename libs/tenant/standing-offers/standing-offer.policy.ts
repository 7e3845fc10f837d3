// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { StandingOffer } from './standing-offer.entity.ts';

export const ownVerbs = ['pause', 'resume', 'withdraw'] as const;

/**
 * Everybody may offer, in the groups where they help; which offers somebody meets is decided by whom their own asking
 * would reach (`OffersFirst`), which no condition on the offer alone can say.
 */
export const standingOfferPolicy: Policy<'make' | 'meet' | 'take' | (typeof ownVerbs)[number], typeof StandingOffer> = (
  actor,
  { can, cannot },
) => {
  const mine = { personId: actor.personId };
  can(['make', 'meet', 'take'], StandingOffer);
  cannot('take', StandingOffer, mine);
  can('withdraw', StandingOffer, mine);
  can('pause', StandingOffer, { ...mine, paused: false });
  can('resume', StandingOffer, { ...mine, paused: true });
};
