// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { PersonId } from '#kernel';
import { abilityFor, type Actor } from '#platform/authz';
import { Group, rulesFor, type GroupAccess, type GroupKind } from './group.entity.ts';
import { groupPolicy, type GroupVerb } from './group.policy.ts';

const group = (id: string, access: GroupAccess, kind: GroupKind = 'both', archived = false) =>
  Object.assign(
    Group.found({ name: id, kind, access, area: null, about: '', welcome: '', rules: rulesFor(kind) }, new Date()),
    {
      id,
      ...(archived ? { archivedAt: new Date() } : {}),
    },
  );
const records = {
  open: group('open', 'open'),
  helpers: group('helpers', 'qualified', 'resource'),
  hidden: group('hidden', 'hidden'),
  archived: group('archived', 'approval', 'both', true),
};
const actor = (fields: Partial<Actor>): Actor => ({
  personId: 'p' as PersonId,
  roles: ['member'],
  unitIds: [],
  groupIds: [],
  leadsGroupIds: [],
  ...fields,
});
const everywhere = Object.keys(records);
const actors = {
  stranger: actor({ roles: [] }),
  member: actor({}),
  'member of it': actor({ groupIds: everywhere }),
  'leader of it': actor({ groupIds: everywhere, leadsGroupIds: everywhere }),
  staff: actor({ roles: ['staff'] }),
  coordinator: actor({ roles: ['coordinator'] }),
  administrator: actor({ roles: ['administrator'] }),
};

const lead: GroupVerb[] = ['update', 'archive', 'invite', 'approve', 'viewMembers', 'count'];
/** actor × record: everything they may do; whatever is not here is refused. */
const table: Record<keyof typeof actors, Record<keyof typeof records, GroupVerb[]>> = {
  stranger: { open: ['count'], helpers: [], hidden: [], archived: [] },
  member: { open: ['read', 'join', 'count'], helpers: ['read', 'join'], hidden: [], archived: [] },
  'member of it': {
    open: ['read', 'leave', 'count', 'postTo'],
    helpers: ['read', 'leave', 'count'],
    hidden: ['read', 'leave', 'count', 'postTo'],
    archived: ['read', 'leave', 'count'],
  },
  'leader of it': {
    open: ['read', 'leave', 'postTo', 'plan', ...lead],
    helpers: ['read', 'leave', 'plan', ...lead],
    hidden: ['read', 'leave', 'postTo', 'plan', ...lead],
    archived: ['read', 'leave', 'viewMembers', 'count', 'restore'],
  },
  staff: {
    open: ['read', 'join', 'count', 'postTo', 'plan'],
    helpers: ['read', 'join', 'postTo', 'plan'],
    hidden: [],
    archived: [],
  },
  coordinator: {
    open: ['read', 'join', 'create', 'postTo', 'plan', ...lead],
    helpers: ['read', 'join', 'create', 'postTo', 'plan', ...lead],
    hidden: ['create'],
    archived: ['read', 'create', 'viewMembers', 'count', 'restore'],
  },
  administrator: {
    open: ['read', 'join', 'create', ...lead],
    helpers: ['read', 'join', 'create', ...lead],
    hidden: ['read', 'create', ...lead],
    archived: ['read', 'create', 'viewMembers', 'count', 'restore'],
  },
};
const verbs: GroupVerb[] = ['read', 'create', 'join', 'leave', 'postTo', 'plan', 'restore', ...lead];

const cases = Object.entries(table).flatMap(([who, row]) =>
  Object.entries(row).map(([what, allowed]) => [who, what, allowed] as const),
);
test.each(cases)('a %s may do to the group "%s": %j', (who, what, allowed) => {
  const ability = abilityFor(actors[who as keyof typeof actors], [groupPolicy]);
  const found = verbs.filter((verb) => ability.can(verb, records[what as keyof typeof records]));
  expect(found.sort()).toEqual([...allowed].sort());
});
