// SPDX-License-Identifier: EUPL-1.2
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PersonId, TenantId } from '#kernel';
import { abilityFor, accessibleBy, roles, type Actor } from '#platform/authz';
import { testDatabase, type TestDatabase } from '#testing';
import { Person } from '#tenant/people';
import { Group, groupAccesses, groupKinds, rulesFor } from './group.entity.ts';
import { groupPolicy, groupVerbs } from './group.policy.ts';
import { GroupMember } from './group-member.entity.ts';

let database: TestDatabase;
let town: TenantId;
let all: Group[];
beforeAll(async () => {
  database = await testDatabase([Group, GroupMember, Person]);
  town = await database.addTenant('town');
  const made = groupAccesses.flatMap((access) =>
    groupKinds.flatMap((kind) =>
      [null, new Date()].map((archivedAt) =>
        Object.assign(
          Group.found(
            { name: `${access} ${kind}`, kind, access, area: null, about: '', welcome: '', rules: rulesFor(kind) },
            new Date(),
          ),
          { archivedAt },
        ),
      ),
    ),
  );
  await database.scope.run(town, async (em) => void em.persist(made));
  all = await database.scope.run(town, (em) => em.find(Group, {}));
});
afterAll(() => database.close());

const arbitraryActor = fc
  .record({
    roles: fc.subarray([...roles]),
    places: fc.array(fc.record({ at: fc.nat(23), leader: fc.boolean() }), { maxLength: 8 }),
  })
  .map(({ roles, places }): Actor => {
    const groupIds = [...new Set(places.map(({ at }) => all[at]!.id))];
    const leadsGroupIds = [...new Set(places.filter(({ leader }) => leader).map(({ at }) => all[at]!.id))];
    return { personId: 'p' as PersonId, roles, unitIds: [], groupIds, leadsGroupIds };
  });

test('whoever asks, the list and the check agree about every verb and every group', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryActor,
      fc.constantFrom(...groupVerbs, 'read', 'restore', 'viewMembers', 'count'),
      async (actor, verb) => {
        const ability = abilityFor(actor, [groupPolicy]);
        const where = accessibleBy(ability, verb, Group);
        const listed = where ? await database.scope.run(town, (em) => em.find(Group, where)) : [];
        const checked = all.filter((group) => ability.can(verb, group));
        expect(listed.map(({ id }) => id).sort()).toEqual(checked.map(({ id }) => id).sort());
      },
    ),
    { numRuns: 300 },
  );
});
