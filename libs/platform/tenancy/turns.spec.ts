// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import type { TenantId } from '#kernel';
import { Turns } from './turns.ts';

const [loud, quiet, third] = ['loud', 'quiet', 'third'] as TenantId[] as [TenantId, TenantId, TenantId];

/** Work that lasts until it is told to end, and what has begun. */
function stage(turns: Turns) {
  const begun: string[] = [];
  const ends: Record<string, () => void> = {};
  const enter = (tenant: TenantId, name: string) =>
    turns.take(tenant, () => {
      begun.push(name);
      return new Promise<void>((resolve) => (ends[name] = resolve));
    });
  const end = async (name: string) => {
    ends[name]?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, enter, end };
}

test('one tenant does not hold all connections, however many of its people wait', async () => {
  const { begun, enter, end } = stage(new Turns(5));
  const all = [1, 2, 3, 4, 5].map((n) => enter(loud, `loud ${n}`));
  all.push(enter(quiet, 'quiet'));
  expect(begun).toEqual(['loud 1', 'loud 2', 'loud 3', 'quiet']);
  for (const name of ['loud 1', 'loud 2', 'loud 3', 'quiet', 'loud 4', 'loud 5']) await end(name);
  await Promise.all(all);
});

test('of those who wait, the one whose tenant holds fewest is next; within a tenant the first', async () => {
  const { begun, enter, end } = stage(new Turns(5));
  const all = [1, 2, 3, 4].map((n) => enter(loud, `loud ${n}`));
  all.push(enter(quiet, 'quiet 1'), enter(quiet, 'quiet 2'), enter(third, 'third 1'), enter(third, 'third 2'));
  expect(begun).toEqual(['loud 1', 'loud 2', 'loud 3', 'quiet 1', 'quiet 2']);
  await end('loud 1');
  await end('loud 2');
  expect(begun.slice(5)).toEqual(['third 1', 'loud 4']);
  for (const name of ['loud 3', 'quiet 1', 'quiet 2', 'third 1', 'loud 4', 'third 2']) await end(name);
  await Promise.all(all);
  expect(begun.at(-1)).toBe('third 2');
});

test('whoever waits too long is told to come again, and is not called any more', async () => {
  const { begun, enter, end } = stage(new Turns(1, { waitMs: 20 }));
  const first = enter(loud, 'first');
  await expect(enter(quiet, 'late')).rejects.toMatchObject({ kind: 'unavailable' });
  await end('first');
  await first;
  const next = enter(quiet, 'next');
  expect(begun).toEqual(['first', 'next']);
  await end('next');
  await next;
});

test('a turn is given back when the work fails', async () => {
  const turns = new Turns(1);
  for (let n = 0; n < 3; n += 1)
    await expect(turns.take(loud, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
