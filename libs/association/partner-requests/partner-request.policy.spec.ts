// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Role } from '#platform/authz';
import { PartnerRequest, partnerRequestPolicy, type PartnerRequestState, type PartnerRequestVerb } from './index.ts';

const request = (state: PartnerRequestState) => Object.assign(new PartnerRequest(), { state });
const table: [Role, PartnerRequestVerb, PartnerRequestState, boolean][] = [
  ['coordinator', 'read', 'new', true],
  ['coordinator', 'route', 'new', true],
  ['coordinator', 'route', 'routed', false],
  ['coordinator', 'decline', 'new', true],
  ['coordinator', 'decline', 'routed', true],
  ['coordinator', 'decline', 'accepted', false],
  ['administrator', 'route', 'new', true],
  ['member', 'read', 'new', false],
  ['member', 'read', 'accepted', false],
  ['member', 'decline', 'routed', false],
];

test.each(table)('%s, %s a partner request that is %s: %s', (role, verb, state, expected) => {
  const ability = abilityFor(
    {
      personId: '11111111-1111-4111-8111-111111111111' as PersonId,
      roles: [role],
      unitIds: [],
      groupIds: [],
      leadsGroupIds: [],
    },
    [partnerRequestPolicy],
  );
  expect(ability.can(verb, request(state))).toBe(expected);
});
