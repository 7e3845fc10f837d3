// SPDX-License-Identifier: EUPL-1.2
// What CASL 7 answers when asked carelessly, and that we do not ask so.
import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { NotFound, type PersonId } from '#kernel';
import { abilityFor, accessibleBy, authorize, roles, type Actor, type AppAbility, type Policy } from '#platform/authz';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { operationsOf } from './operations.ts';

class Note {
  constructor(fields: object) {
    Object.assign(this, fields);
  }
}
const actor: Actor = {
  personId: '0c0c0c0c-0000-4000-8000-000000000001' as PersonId,
  roles: [],
  unitIds: [],
  groupIds: [],
  leadsGroupIds: [],
};
const ruled = (policy: Policy<string, typeof Note>): AppAbility => abilityFor(actor, [policy]);

describe('the traps', () => {
  test('asked about a type, a conditional rule says yes; asked about the record, it says what it means', () => {
    const ability = ruled((_, { can }) => can('read', Note, { mine: true } as object));
    expect(ability.can('read', Note)).toBe(true);
    expect(() => authorize(ability, 'read', new Note({ mine: false }))).toThrow(NotFound);
    expect(accessibleBy(ability, 'read', Note)).toEqual({ $or: [{ mine: true }] });
  });

  test('a name in place of a class is nothing', () => {
    const ability = ruled((_, { can }) => can('read', Note));
    expect(ability.can('read', 'Note' as never)).toBe(false);
  });

  test('a later permission outweighs an earlier prohibition: so prohibitions stand last in every policy', () => {
    const ability = ruled((_, { can, cannot }) => {
      cannot('read', Note, { secret: true } as object);
      can('read', Note);
    });
    expect(ability.can('read', new Note({ secret: true }))).toBe(true);
  });

  test('a record that lacks what `$ne` asks about is refused, not matched', () => {
    const ability = ruled((_, { can }) => can('read', Note, { secret: { $ne: true } } as object));
    expect(ability.can('read', new Note({ secret: false }))).toBe(true);
    expect(() => ability.can('read', new Note({}))).toThrow('not loaded');
    expect(() => authorize(ability, 'read', new Note({ secret: undefined }))).toThrow('not loaded');
  });

  test.each([{}, { tenant: undefined }])('a condition that says nothing is refused: %j', (condition) => {
    expect(() => ruled((_, { can }) => can('read', Note, condition))).toThrow('says nothing');
    expect(() => ruled((_, { cannot }) => cannot('read', Note, condition))).toThrow('says nothing');
  });

  test('what a client sends is never a subject, whatever it claims to be', () => {
    const ability = ruled((_, { can }) => can('update', Note));
    const sent = JSON.parse('{"__caslSubjectType__":"Note"}') as object;
    expect(ability.can('update', { ...sent, __caslSubjectType__: Note })).toBe(false);
    expect(() => authorize(ability, 'update', sent)).toThrow(NotFound);
    expect(ability.can('update', Object.assign(new Note({}), { __caslSubjectType__: 'Other' }))).toBe(true);
  });

  test('where nothing is allowed, the list is not asked for at all', () => {
    const ability = ruled(() => undefined);
    expect(accessibleBy(ability, 'read', Note)).toBeNull();
    expect(() => authorize(ability, 'read', new Note({}))).toThrow(NotFound);
  });
});

const someone = (place: Partial<Actor>): Actor => ({ ...actor, ...place });
const ids = ['0c0c0c0c-0000-4000-8000-000000000002'];
const everybody = roles
  .map((role) => someone({ roles: [role] }))
  .concat(
    someone({}),
    someone({ roles: ['staff'], unitIds: ids }),
    someone({ roles: ['member'], groupIds: ids, leadsGroupIds: ids }),
  );

describe.each([
  ['municipal', municipal],
  ['civic', civic],
] as const)('the policies of the %s plane', (plane, features) => {
  const policies = features.flatMap(({ policies }) => policies);
  const rules = everybody.flatMap((who) => abilityFor(who, policies).rules);

  test('name no single fields: a change is allowed whole, or not at all', () => {
    expect(rules.length).toBeGreaterThan(100);
    expect(rules.filter(({ fields }) => fields !== undefined)).toEqual([]);
  });

  test('never allow everything, or anything to a class that is only named', () => {
    for (const { action, subject } of rules) {
      expect([action].flat()).not.toContain('manage');
      expect([subject].flat().map((one) => typeof one)).not.toContain('string');
    }
  });

  test('put prohibitions after permissions, so that none is outweighed', () => {
    for (const policy of policies) {
      for (const who of everybody) {
        const own = abilityFor(who, [policy]).rules;
        for (const [at, { inverted, action }] of own.entries()) {
          if (!inverted) continue;
          const verbs = [action].flat();
          const outweighing = own
            .slice(at + 1)
            .filter((rule) => !rule.inverted && [rule.action].flat().some((verb) => verbs.includes(verb)));
          expect(outweighing).toEqual([]);
        }
      }
    }
  });

  test('what is made without a record at hand is allowed without a condition, or checked against what is made', () => {
    const doors = operationsOf(plane).filter(
      ({ method, path, door }) => method === 'POST' && !path.includes('{') && door.startsWith('may '),
    );
    expect(doors.length).toBeGreaterThan(5);
    for (const { id, door } of doors) {
      const [, verb, name] = door.split(' ');
      const about = rules.filter(
        (rule) =>
          [rule.action].flat().includes(verb ?? '') &&
          [rule.subject].flat().some((one) => typeof one === 'function' && one.name === name),
      );
      const conditional = about.filter(({ conditions }) => conditions !== undefined);
      if (!checkedOnTheRecord.has(id)) expect([id, conditional]).toEqual([id, []]);
    }
  });
});

/**
 * InvitationService.issue makes the invitation and asks about it before it is kept, and Spreadsheets.invite asks it of
 * each line; Notices.see touches one's own alone.
 */
const checkedOnTheRecord = new Set(['Invitation_issue', 'Spreadsheet_invite', 'Notice_see']);
