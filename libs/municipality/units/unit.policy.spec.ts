// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Role } from '#platform/authz';
import { Unit, unitPolicy, type UnitVerb } from './index.ts';

const library = Unit.found({ name: 'Library', functionAddress: 'biblioteket@helsingborg.localhost' });

const table: [Role, UnitVerb, boolean][] = [
  ['administrator', 'create', true],
  ['administrator', 'update', true],
  ['administrator', 'remove', true],
  ['coordinator', 'read', true],
  ['coordinator', 'update', false],
  ['staff', 'read', true],
  ['staff', 'remove', false],
  ['member', 'read', false],
  ['resident', 'read', false],
];

test.each(table)('%s, %s a unit: %s', (role, verb, expected) => {
  const ability = abilityFor(
    {
      personId: '11111111-1111-4111-8111-111111111111' as PersonId,
      roles: [role],
      unitIds: [],
      groupIds: [],
      leadsGroupIds: [],
    },
    [unitPolicy],
  );
  expect(ability.can(verb, library)).toBe(expected);
});
