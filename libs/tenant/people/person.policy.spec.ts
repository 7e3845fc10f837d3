// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Role } from '#platform/authz';
import { Person } from './person.entity.ts';
import { personPolicy, type PersonVerb } from './person.policy.ts';

const here = Person.arrived({ door: 'resident', subject: 's', numberHash: null, displayName: 'Anna' }, new Date());
const gone = Person.arrived({ door: 'resident', subject: 't', numberHash: null, displayName: 'Bo' }, new Date());
gone.leave(new Date());

const may: Partial<Record<Role, PersonVerb[]>> = {
  administrator: ['read', 'changeRoles', 'remove'],
  coordinator: ['read'],
};
const cases = (['administrator', 'coordinator', 'staff', 'member', 'resident'] as const).flatMap((role) =>
  (['read', 'changeRoles', 'remove'] as const).map((verb) => [role, verb, may[role]?.includes(verb) ?? false] as const),
);

test.each(cases)('%s may %s a person: %s; never one who has left', (role, verb, allowed) => {
  const actor = { personId: 'p' as PersonId, roles: [role], unitIds: [], groupIds: [], leadsGroupIds: [] };
  const ability = abilityFor(actor, [personPolicy]);
  expect(ability.can(verb, here)).toBe(allowed);
  expect(ability.can(verb, gone)).toBe(false);
});
