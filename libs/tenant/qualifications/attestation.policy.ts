// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Attestation } from './attestation.entity.ts';

export const attestationVerbs = ['withdraw', 'restore'] as const;
export type AttestationVerb = (typeof attestationVerbs)[number] | 'read' | 'list';

/** Who attests is asked of the group (`approve`); this is about what has been attested. */
export const attestationPolicy: Policy<AttestationVerb, typeof Attestation> = (actor, { can, cannot }) => {
  const overseers = actor.roles.includes('administrator') || actor.roles.includes('coordinator');
  can('read', Attestation, { personId: actor.personId });
  can(['read', 'withdraw', 'restore'], Attestation, { seenById: actor.personId });
  if (overseers) can(['read', 'withdraw', 'restore', 'list'], Attestation);
  cannot('withdraw', Attestation, { withdrawnAt: { $ne: null } });
  cannot('restore', Attestation, { withdrawnAt: null });
  // Nobody judges themselves; whoever no longer wishes to help leaves the group.
  cannot(['withdraw', 'restore'], Attestation, { personId: actor.personId });
};
