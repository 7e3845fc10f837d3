// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestPlane, TestClock, type TestPlane } from '../testing/two-planes.ts';

let plane: TestPlane & { close(): Promise<void> };
beforeAll(async () => {
  plane = await startTestPlane('civic', { clock: new TestClock() });
});
afterAll(() => plane.close());

test('asked for its keys by many at once for the first time, a tenant makes one of each kind', async () => {
  for (let round = 0; round < 5; round += 1) {
    const club = await plane.addTenant(`club${round}`, 'association');
    const cards = await Promise.all(
      Array.from({ length: 8 }, () =>
        plane.app.inject({ url: '/.well-known/handslag', headers: { host: new URL(club.origin).host } }),
      ),
    );
    const said = cards.map((card) => card.json<{ keys: { use: string }[] }>().keys);
    expect(said[0]?.map(({ use }) => use).sort()).toEqual(['enc', 'sig']);
    for (const keys of said) expect(keys).toEqual(said[0]);
  }
});
