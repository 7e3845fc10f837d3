// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { hasKeyOfPrototype, isTooDeep } from './deep-body.ts';

const nested = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels)) as unknown;

test('what no form of ours would send is told from what one would', () => {
  expect(isTooDeep({ groupIds: ['a'], details: { place: null }, send: true })).toBe(false);
  expect(isTooDeep(nested(20))).toBe(false);
  expect(isTooDeep(nested(60))).toBe(true);
});

test('thirty thousand levels are walked without exhausting the stack', () => {
  expect(isTooDeep(nested(30_000))).toBe(true);
});

test('neither text nor bytes are taken for levels', () => {
  expect([undefined, null, 'x'.repeat(1000), Buffer.alloc(1000), Array(5000).fill('x')].some(isTooDeep)).toBe(false);
});

test('a field that every object has is told, wherever it stands', () => {
  expect(hasKeyOfPrototype({ name: 'a', groupIds: [1] })).toBe(false);
  expect(hasKeyOfPrototype({ name: 'a', constructor: true })).toBe(true);
  expect(hasKeyOfPrototype({ details: [{ prototype: 1 }] })).toBe(true);
});
