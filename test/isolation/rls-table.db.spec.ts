// SPDX-License-Identifier: EUPL-1.2
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { entitiesOf } from '#platform/plane';
import { testDatabase, type TestDatabase } from '#testing';
import { features as civic } from '../../apps/civic/features.ts';
import { features as municipal } from '../../apps/municipal/features.ts';
import { probesOfRows, overhearing } from './probes-of-rows.ts';
import { probesOfPlans } from './probes-of-plans.ts';
import { probesOfTheCluster } from './probes-of-the-cluster.ts';
import { Wall } from './wall.ts';

const probes = [...probesOfRows, ...probesOfTheCluster, ...probesOfPlans];
const summary: string[] = [];
afterAll(() => void process.stdout.write(`${summary.join('\n')}\n`));

describe.each([
  ['municipal', municipal],
  ['civic', civic],
] as const)('in the %s plane, for every table', (plane, features) => {
  let database: TestDatabase;
  let wall: Wall;

  beforeAll(async () => {
    // The wall must hold for statements that forget to name the tenant.
    database = await testDatabase([...features], { allowUnnamedTenant: true });
    wall = await Wall.stand(database);
    await wall.superuser.query(overhearing);
  });
  afterAll(async () => {
    await wall.takeDown();
    await database.close();
  });

  test('every entity has its table here', () => {
    expect(wall.subjects.length).toBe(entitiesOf(features).length);
    expect(wall.subjects.length).toBeGreaterThan(20);
  });

  test.each(probes)('row $row: $name', async ({ row, look }) => {
    const [begun, tried] = [performance.now(), wall.tried];
    expect(await look(wall)).toEqual([]);
    summary.push(
      `${plane} row ${row}: ${wall.subjects.length} tables, ${wall.tried - tried} tries, ${Math.round(performance.now() - begun)} ms`,
    );
  });

  const plants = probes.flatMap(({ row, look, plants: holes }) =>
    holes.map((plant, place) => ({ row, place: place + 1, look, plant })),
  );
  test.each(plants)('row $row finds hole $place when it is there', async ({ look, plant }) => {
    const here = wall.only(plant.subject ? [plant.subject] : wall.subjects.slice(0, 1));
    await wall.superuser.query(plant.make);
    try {
      expect(await look(here)).toContainEqual(expect.stringMatching(plant.says));
    } finally {
      await wall.superuser.query(plant.undo);
    }
  });
});
