// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Rounds } from './rounds.ts';

const house = (size: number) =>
  Array.from({ length: size }, (_, place) => String(place).padStart(6, '0') as unknown as TenantId);
const minute = 60_000;

test('a house of a hundred tenants is looked at whole, each time', () => {
  const [tenants, rounds] = [house(100), new Rounds()];
  for (let sweep = 0; sweep < 3; sweep += 1) expect(new Set(rounds.next(tenants))).toEqual(new Set(tenants));
});

test('of ten thousand, each has its turn once in twelve sweeps, and none twice', () => {
  const [tenants, rounds] = [house(10_000), new Rounds()];
  // The first time after a start is for everybody: nothing is known of what lies there.
  expect(rounds.next(tenants)).toHaveLength(10_000);
  const seen: TenantId[] = [];
  for (let sweep = 0; sweep < 12; sweep += 1) {
    const chosen = rounds.next(tenants);
    expect(chosen.length).toBeLessThan(900);
    seen.push(...chosen);
  }
  expect(new Set(seen).size).toBe(10_000);
});

test('where something happened, every sweep looks for a quarter of an hour, and as at any other after it', () => {
  let now = 0;
  const [tenants, rounds] = [house(10_000), new Rounds(() => now)];
  const [busy] = tenants.slice(5000);
  rounds.next(tenants);
  rounds.happened(busy!);
  for (; now <= 15 * minute; now += 5 * minute)
    expect(rounds.next(tenants).filter((one) => one === busy)).toEqual([busy]);
  now += minute;
  expect(rounds.next(tenants)).not.toContain(busy);
});

test('who comes and goes meanwhile costs nobody their turn', () => {
  const rounds = new Rounds();
  const before = house(1200);
  const after = before.filter((_, place) => place % 7 !== 3).concat(house(1300).slice(1200));
  const seen = new Set(rounds.next(before));
  for (let sweep = 0; sweep < 12; sweep += 1) for (const one of rounds.next(after)) seen.add(one);
  for (const tenant of after) expect(seen).toContain(tenant);
});
