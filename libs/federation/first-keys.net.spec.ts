// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestPlane, TestClock, type TestPlane } from '../testing/two-planes.ts';
import { TenantKeys } from './keys/tenant-keys.ts';

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

test('a tenant that is making its keys holds up no other', async () => {
  const slow = await plane.addTenant('slow', 'association');
  const other = await plane.addTenant('other', 'association');
  const keys = plane.app.get(TenantKeys, { strict: false });
  await plane.scope.run(slow.id, async () => {
    await keys.current('sig');
    // The slow one has not committed: whoever shared a lock with it would wait here for ever.
    const made = plane.scope.run(other.id, async () => (await keys.current('sig')).kid);
    const late = new Promise<string>((_, reject) => setTimeout(() => reject(new Error('held up')), 30_000).unref());
    await expect(Promise.race([made, late])).resolves.toHaveLength(43);
  });
});
