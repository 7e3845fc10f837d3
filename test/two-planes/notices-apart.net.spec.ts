// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { done, type Plane, type Somebody, type Tenant } from './network.ts';
import { accept, latest, route, Stories } from './stories.ts';
import { Network } from './two-associations.ts';

let network: Network;
let stories: Stories;
beforeAll(async () => {
  network = await Network.open();
  stories = new Stories(network);
});
afterAll(() => network.close());

const toldTo = async (who: Somebody): Promise<string[]> =>
  ((await done(who, 'GET', '/notices')) as { items: { kind: string }[] }).items.map(({ kind }) => kind);
const noticesAt = (plane: Plane, { id }: Tenant): Promise<{ id: string }[]> =>
  plane.database.scope.run(id, () =>
    plane.database.scope.rows<{ id: string }>('select n.id from notice n where n.tenant_id = :tenant'),
  );

test('inside, an association is told what it does; the municipality is told what it answers, then, and once', async () => {
  const { municipal, civic, town, nurse, redCross } = network;
  await stories.ask([redCross]);
  await network.settle();
  const said = civic.said.length;
  const before = await noticesAt(municipal, town);
  expect(await toldTo(redCross.coordinator)).toContain('partner-request.new');
  await route(redCross);
  await network.settle();
  expect(await toldTo(redCross.members[0]!)).toContain('request.asked');
  const { items } = (await done(redCross.coordinator, 'GET', '/notices')) as { items: { at: string }[] };
  await done(redCross.coordinator, 'POST', '/notices/seen', { until: items[0]!.at });
  await network.settle();
  expect(civic.said.slice(said)).toEqual([]);
  expect(await noticesAt(municipal, town)).toEqual(before);

  await accept(redCross.members[0]!);
  await network.settle();
  expect(civic.said.slice(said).map(({ type }) => type)).toEqual(['request.accepted']);
  expect((await toldTo(nurse)).filter((kind) => kind === 'agreement.made')).toHaveLength(1);
  const known = before.map(({ id }) => id);
  expect((await noticesAt(municipal, town)).filter(({ id }) => !known.includes(id))).toHaveLength(1);
  const letters = JSON.stringify([...civic.said, ...municipal.said]);
  for (const { id } of [...(await noticesAt(civic, redCross)), ...(await noticesAt(municipal, town))])
    expect(letters).not.toContain(id);
});

test('what a partner declines is gone from the notices of the association, too', async () => {
  const { civic, redCross } = network;
  await stories.ask([redCross]);
  await network.settle();
  await route(redCross);
  await network.settle();
  const { id } = await latest(redCross.coordinator);
  const before = await noticesAt(civic, redCross);
  await done(redCross.coordinator, 'POST', `/partner-requests/${id}/decline`, { code: 'no-capacity' });
  const left = await civic.database.scope.run(redCross.id, () =>
    civic.database.scope.rows<{ of: string }>(
      'select n.subject_id as of from notice n where n.tenant_id = :tenant and n.subject_id = :id',
      { id },
    ),
  );
  expect(left).toEqual([]);
  expect((await noticesAt(civic, redCross)).length).toBeLessThan(before.length);
});

test('no two tenants show push services the same key', async () => {
  const { coordinator, redCross, sportsClub } = network;
  const keys = [];
  for (const who of [coordinator, redCross.coordinator, sportsClub.coordinator])
    keys.push(((await done(who, 'PUT', '/me/push-key')) as { publicKey: string }).publicKey);
  expect(new Set(keys).size).toBe(3);
});
