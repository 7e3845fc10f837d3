// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import { volatile, withoutVolatile, type Evidence } from './volatile.ts';

const noon = Date.parse('2026-11-22T12:00:00.000Z');
const atNoon: Evidence = { from: noon, to: noon + 40 };
const date = (ms: number) => `date: ${new Date(ms).toUTCString()}`;
const left = (seconds: number) => `ratelimit: "change";r=99;t=${seconds}`;

test('the real time is let pass only where it is the time at which it was told', () => {
  expect(withoutVolatile(date(noon), atNoon)).toBe('date: ~');
  expect(withoutVolatile(date(noon + 60_000), atNoon)).not.toContain('~');
  expect(withoutVolatile(`{"timestamp":${noon + 3}}`, atNoon)).toContain('~');
  expect(withoutVolatile(`{"timestamp":${noon - 60_000}}`, atNoon)).not.toContain('~');
  expect(withoutVolatile('{"ms":38}', atNoon)).toContain('~');
  expect(withoutVolatile('{"ms":380}', atNoon)).not.toContain('~');
  expect(withoutVolatile(`{"expire":${noon + 60_010}}`, atNoon)).toContain('~');
  expect(withoutVolatile(`{"expire":${noon + 90_000}}`, atNoon)).not.toContain('~');
});

test('what is left of a minute of changes is let pass only where it is what is left of it', () => {
  expect(withoutVolatile(left(60), atNoon)).toContain('t=~');
  expect(withoutVolatile(left(31), atNoon)).not.toContain('~');
  const minuteEnds = [noon + 30_200, noon + 30_300] as const;
  expect(withoutVolatile(left(31), { ...atNoon, minuteEnds })).toContain('t=~');
  for (const seconds of [25, 30, 32, 60])
    expect(withoutVolatile(left(seconds), { ...atNoon, minuteEnds })).not.toContain('~');
  const over = [noon - 900, noon - 800] as const;
  expect(withoutVolatile(left(60), { ...atNoon, minuteEnds: over })).toContain('t=~');
  expect(withoutVolatile('retry-after: 31', { ...atNoon, minuteEnds })).toContain('~');
  expect(withoutVolatile('retry-after: 50', { ...atNoon, minuteEnds })).not.toContain('~');
});

test('there are no more than twelve of them, each with a planted leak that is found out', () => {
  expect(volatile.length).toBeLessThanOrEqual(12);
  expect(new Set(volatile.map(({ mutant }) => mutant)).size).toBe(volatile.length);
});
