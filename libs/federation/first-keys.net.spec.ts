// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { KeyRotation, TenantKeys } from './index.ts';
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

test('keys that were made at the same moment are listed in an order of their own', async () => {
  const { id } = await plane.addTenant('siblings', 'association');
  const [keys, rotation] = [
    plane.app.get(TenantKeys, { strict: false }),
    plane.app.get(KeyRotation, { strict: false }),
  ];
  for (let round = 0; round < 5; round += 1) await plane.scope.run(id, () => rotation.rotate({ emergency: false }));
  const inOrder = 'select kid from tenant_key where tenant_id = :tenant order by valid_from, use, id';
  const expected = await plane.scope.run(id, () => plane.scope.rows<{ kid: string }>(inOrder));
  const listed = await plane.scope.run(id, () => keys.everPublished());
  expect(listed.map(({ kid }) => ({ kid }))).toEqual(expected);
  expect((await plane.scope.run(id, () => keys.published())).map(({ kid }) => ({ kid }))).toEqual(expected);
});
