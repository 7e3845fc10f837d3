// SPDX-License-Identifier: EUPL-1.2
import type { Policy } from '#platform/authz';
import { Person } from './person.entity.ts';

export type PersonVerb = 'read' | 'changeRoles' | 'remove';
export const personVerbs = ['changeRoles', 'remove'] as const;

/** One's own record is reached through `/me`, which asks nobody; this is about other people. */
export const personPolicy: Policy<PersonVerb, typeof Person> = (actor, { can }) => {
  if (actor.roles.includes('administrator')) can(['read', 'changeRoles', 'remove'], Person, { leftAt: null });
  if (actor.roles.includes('coordinator')) can('read', Person, { leftAt: null });
};
