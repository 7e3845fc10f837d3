// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { overInvitation } from './over-invitation.ts';

const people = fc.nat(200);
const pools = fc.record({ can: people, cannot: people, unsaid: people });
const sizeOf = ({ can, cannot, unsaid }: { can: number; cannot: number; unsaid: number }) => can + cannot + unsaid;

describe('how many to invite', () => {
  test.each([
    ['two for a place when enough have said that they can', 3, { can: 9, cannot: 4, unsaid: 20 }, 6, 'enough-can'],
    ['three for a place when nobody has said anything', 3, { can: 0, cannot: 0, unsaid: 40 }, 9, 'too-few-can'],
    ['those who can, and three for each place they leave', 3, { can: 4, cannot: 2, unsaid: 30 }, 7, 'too-few-can'],
    ['everybody when the pool is small', 3, { can: 1, cannot: 1, unsaid: 3 }, 5, 'everybody'],
    ['nobody when there is nobody', 3, { can: 0, cannot: 0, unsaid: 0 }, 0, 'nobody'],
  ] as const)('%s', (_, places, pool, invites, why) => {
    expect(overInvitation(places, pool)).toEqual({ invites, why });
  });

  test('never more than there are, never fewer than the places as far as there are people, and never fewer for more places', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), pools, (places, pool) => {
        const { invites } = overInvitation(places, pool);
        expect(invites).toBeLessThanOrEqual(sizeOf(pool));
        expect(invites).toBeGreaterThanOrEqual(Math.min(places, sizeOf(pool)));
        expect(overInvitation(places + 1, pool).invites).toBeGreaterThanOrEqual(invites);
      }),
    );
  });

  test('the more have said that they can, the fewer need to be asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), pools, (places, { can, cannot, unsaid }) => {
        fc.pre(unsaid > 0);
        const before = overInvitation(places, { can, cannot, unsaid });
        const after = overInvitation(places, { can: can + 1, cannot, unsaid: unsaid - 1 });
        expect(after.invites).toBeLessThanOrEqual(before.invites);
      }),
    );
  });
});
