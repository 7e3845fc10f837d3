// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { GroupMember } from './group-member.entity.ts';
import { Group, rulesFor } from './group.entity.ts';

const at = new Date('2026-05-04T09:00:00Z');
const fields = { name: 'Hemtjänsten', access: 'open', area: null, about: '', welcome: '' } as const;

test.each([
  ['need', 'members', 'nobody'],
  ['resource', 'nobody', 'members'],
  ['both', 'members', 'members'],
] as const)('a new %s group lets %s ask and %s help, with everything', (kind, ask, help) => {
  const group = Group.found({ ...fields, kind, rules: rulesFor(kind) }, at);
  expect([group.whoMayAsk('social'), group.whoMayHelp('delivery')]).toEqual([ask, help]);
});

test("a service the group does not name is nobody's, and in an archived group nothing is anybody's", () => {
  const group = Group.found(
    { ...fields, kind: 'both', rules: [{ serviceType: 'language', ask: 'leaders', help: 'members' }] },
    at,
  );
  expect([group.whoMayAsk('language'), group.whoMayHelp('language'), group.whoMayHelp('social')]).toEqual([
    'leaders',
    'members',
    'nobody',
  ]);
  group.archive(at);
  expect([group.whoMayAsk('language'), group.whoMayHelp('language')]).toEqual(['nobody', 'nobody']);
  expect(() => group.change({ name: 'Other' })).toThrow('group.archived');
  group.restore();
  expect(group.whoMayHelp('language')).toBe('members');
});

test('only whoever waits is let in or turned away, and only a member leads', () => {
  const waiting = Object.assign(new GroupMember(), { state: 'applied' as const, leader: false, since: at });
  expect(() => waiting.appoint(true)).toThrow('group.leader-not-member');
  waiting.admit(new Date());
  waiting.appoint(true);
  expect(waiting).toMatchObject({ state: 'member', leader: true });
  expect(() => waiting.admit(at)).toThrow('group.not-applied');
  expect(() => waiting.decline()).toThrow('group.not-applied');
});
