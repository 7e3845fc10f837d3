// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Actor } from '#platform/authz';
import { Invitation } from './invitation.entity.ts';
import { invitationPolicy, type InvitationVerb } from './invitation.policy.ts';

const me = 'p' as PersonId;
const actor = (fields: Partial<Actor>): Actor => ({
  personId: me,
  roles: ['member'],
  unitIds: [],
  groupIds: ['g'],
  leadsGroupIds: [],
  ...fields,
});
const actors = {
  member: actor({}),
  leader: actor({ leadsGroupIds: ['g'] }),
  coordinator: actor({ roles: ['coordinator'] }),
  administrator: actor({ roles: ['administrator'] }),
};
const invitation = (fields: Partial<Invitation>) =>
  Object.assign(new Invitation(), {
    role: 'member' as const,
    groupId: null,
    leader: false,
    issuedById: 'other',
    usedAt: null,
    ...fields,
  });
const records = {
  'a plain member': invitation({}),
  'a member to the group': invitation({ groupId: 'g' }),
  'a member to another group, my own': invitation({ groupId: 'h', issuedById: me }),
  'an administrator': invitation({ role: 'administrator' }),
  'an administrator to the group': invitation({ role: 'administrator', groupId: 'g' }),
  'somebody who has come': invitation({ groupId: 'g', usedAt: new Date() }),
};
const all: InvitationVerb[] = ['read', 'issue', 'withdraw'];
const table: Record<keyof typeof actors, Record<keyof typeof records, InvitationVerb[]>> = {
  member: Object.fromEntries(Object.keys(records).map((name) => [name, []])) as never,
  leader: {
    'a plain member': [],
    'a member to the group': all,
    'a member to another group, my own': [],
    'an administrator': [],
    'an administrator to the group': [],
    'somebody who has come': ['read', 'issue'],
  },
  coordinator: {
    'a plain member': ['issue'],
    'a member to the group': ['issue'],
    'a member to another group, my own': all,
    'an administrator': [],
    'an administrator to the group': [],
    'somebody who has come': ['issue'],
  },
  administrator: {
    ...(Object.fromEntries(Object.keys(records).map((name) => [name, all])) as Record<
      keyof typeof records,
      InvitationVerb[]
    >),
    'somebody who has come': ['read', 'issue'],
  },
};
const cases = Object.entries(table).flatMap(([who, row]) =>
  Object.entries(row).map(([what, allowed]) => [who, what, allowed] as const),
);

test.each(cases)('a %s may to an invitation of %s: %j', (who, what, allowed) => {
  const ability = abilityFor(actors[who as keyof typeof actors], [invitationPolicy]);
  expect(all.filter((verb) => ability.can(verb, records[what as keyof typeof records]))).toEqual(allowed);
});
