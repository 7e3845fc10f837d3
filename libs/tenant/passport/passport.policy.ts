// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Issuer } from './issuer.entity.ts';
import { ShownAttestation } from './shown.entity.ts';

/** What one takes along and shows is one's own matter; whoever is shown it decides what it is worth there. */
export const shownPolicy: Policy<'carry' | 'read' | 'decide' | 'takeBack' | 'list', typeof ShownAttestation> = (
  actor,
  { can, cannot },
) => {
  can('carry', ShownAttestation);
  can(['read', 'takeBack'], ShownAttestation, { personId: actor.personId });
  if (!actor.roles.includes('coordinator') && !actor.roles.includes('administrator')) return;
  can(['read', 'decide', 'list'], ShownAttestation);
  cannot('decide', ShownAttestation, { personId: actor.personId });
};

export const issuerPolicy: Policy<'trust', typeof Issuer> = (actor, { can }) => {
  if (actor.roles.includes('administrator')) can('trust', Issuer);
};
