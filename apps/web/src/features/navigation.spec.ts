// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import { placesFor } from './navigation.ts';

const may = (...what: string[]) => ({ can: Object.fromEntries(what.map((one) => [one, true])), roles: [] });
const words = (places: { word: string }[]): string[] => places.map(({ word }) => word);

const people = {
  resident: [may('request.post'), 'municipality'],
  staff: [may('request.post', 'request.postOnBehalf'), 'municipality'],
  administrator: [
    may('request.postOnBehalf', 'people.read', 'partner.manage', 'groupLink.manage', 'receipt.read', 'tenant.update'),
    'municipality',
  ],
  member: [may('request.post'), 'association'],
  board: [
    may('request.post', 'partnerRequest.read', 'people.read', 'partner.manage', 'receipt.read', 'tenant.update'),
    'association',
  ],
} as const;

describe('the bar of a phone holds at most five places', () => {
  test.each(Object.entries(people))('%s', (_, [person, kind]) => {
    const { bar, everyday, work } = placesFor(person, { kind });
    expect(bar.length).toBeLessThanOrEqual(5);
    expect(words(bar).at(-1)).toMatch(/^(me|more)$/);
    if (words(bar).at(-1) === 'me') expect([...everyday, ...work].every((place) => bar.includes(place))).toBe(true);
  });
});

test('a resident sees no work, a board member sees the inbox, and only a municipality links groups and units', () => {
  expect(words(placesFor(people.resident[0], { kind: 'municipality' }).work)).toEqual([]);
  expect(words(placesFor(people.board[0], { kind: 'association' }).bar)).toContain('inbox');
  expect(words(placesFor(people.board[0], { kind: 'association' }).work)).not.toContain('units');
  expect(words(placesFor(people.administrator[0], { kind: 'municipality' }).work)).toEqual(
    expect.arrayContaining(['partners', 'links', 'units']),
  );
});
