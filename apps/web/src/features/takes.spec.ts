// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { Group } from '../api/types.ts';
import { takes } from './takes.ts';

const group = (kind: Group['kind'], ask: 'members' | 'nobody', help: 'members' | 'nobody', postTo = true) =>
  ({
    kind,
    rules: [{ serviceType: 'social', ask, help }],
    membership: { state: 'member', leader: false },
    can: { postTo },
  }) as unknown as Group;

test.each([
  ['neighbours who ask and help', group('both', 'members', 'members'), true],
  ['a need group, whose linked groups help', group('need', 'members', 'nobody'), true],
  ['a group where nobody may ask', group('resource', 'nobody', 'members'), false],
  ['a group where nobody helps with it', group('both', 'members', 'nobody'), false],
  ['a group one may not post to', group('both', 'members', 'members', false), false],
] as const)('%s', (_, one, answer) => expect(takes(one, 'social')).toBe(answer));

test('a kind without a rule is not taken', () =>
  expect(takes(group('both', 'members', 'members'), 'homework')).toBe(false));
