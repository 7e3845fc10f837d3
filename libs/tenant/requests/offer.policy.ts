// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Offer } from './offer.entity.ts';

export const offerPolicy: Policy<'withdraw', typeof Offer> = (actor, { can }) => {
  can('withdraw', Offer, { helperId: actor.personId, state: 'waiting' });
};
