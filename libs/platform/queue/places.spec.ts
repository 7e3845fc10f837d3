// SPDX-License-Identifier: EUPL-1.2
import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { Places } from './places.ts';

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Work that ends when it is told to. */
function held(places: Places) {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const take = (number: number) =>
    places.take(() => {
      begun.push(number);
      return new Promise<number>((resolve) => ends.set(number, () => resolve(number)));
    });
  const end = async (number: number) => {
    ends.get(number)?.();
    await soon();
  };
  return { begun, take, end };
}

test('no more are under way than there are places, and whoever came first is next', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 12 }), async (places, count) => {
      const { begun, take, end } = held(new Places({ most: places, patienceMs: 60_000 }));
      const numbers = Array.from({ length: count }, (_, n) => n);
      const all = Promise.all(numbers.map(take));
      for (const number of numbers) {
        expect(begun).toEqual(numbers.slice(0, Math.min(count, number + places)));
        await end(number);
      }
      expect(await all).toEqual(numbers);
    }),
  );
});

test('who waits for longer than its time takes up no place, and gives none back a second time', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  const { begun, take, end } = held(new Places({ most: 1, patienceMs: 250 }));
  const slow = take(1);
  const next = take(2);
  jest.advanceTimersByTime(250);
  await soon();
  jest.useRealTimers();
  expect(begun).toEqual([1, 2]);
  const last = [take(3), take(4)];
  await end(1);
  expect(begun).toEqual([1, 2]);
  await end(2);
  expect(begun).toEqual([1, 2, 3]);
  await end(3);
  await end(4);
  expect(await Promise.all([slow, next, ...last])).toEqual([1, 2, 3, 4]);
});

test('work that fails leaves its place', async () => {
  const places = new Places({ most: 1, patienceMs: 60_000 });
  await expect(places.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await places.take(() => Promise.resolve('next'))).toBe('next');
});
