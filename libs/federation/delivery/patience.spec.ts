// SPDX-License-Identifier: EUPL-1.2
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Randomness } from '#kernel';
import { longestSilenceMs, longestWaitMs, waitAfter } from './patience.ts';

class Loaded extends Randomness {
  constructor(private readonly value: number) {
    super();
  }
  uuid(): string {
    return '';
  }
  bytes(count: number): Buffer {
    return Buffer.alloc(count, this.value);
  }
}

test('nobody waits longer than fifteen minutes, nor less than half of what is due', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(255), (failures, chance) => {
      const wait = waitAfter(failures, new Loaded(chance));
      const due = Math.min(2_000 * 2 ** Math.min(failures, 20), longestWaitMs);
      expect(wait).toBeGreaterThanOrEqual(Math.floor(due / 2));
      expect(wait).toBeLessThanOrEqual(due);
    }),
  );
});

test('a partner that is silent is knocked at within a minute, however long it has been', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 10_000 }), fc.nat(255), (failures, chance) => {
      const wait = waitAfter(failures, new Loaded(chance), longestSilenceMs);
      expect(wait).toBeGreaterThanOrEqual(30_000);
      expect(wait).toBeLessThanOrEqual(60_000);
    }),
  );
});
