// SPDX-License-Identifier: EUPL-1.2
import { nth, type House } from './house.ts';
import { everyHouse, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;

/** One offers in the group where another meets it; what follows is taken away before the operation ends. */
async function offered(world: World, house: House, [n, k]: Choice) {
  const one = nth(house.people, k)!;
  const other = nth(house.people, k + 1)!;
  for (const person of [one, other]) await world.call(person, 'POST', `/groups/${house.groupId}/membership`);
  const made = await world.call(one, 'POST', '/standing-offers', {
    text: `Promenad ${'i lugn takt '.repeat(n % 4)}`.trim(),
    weekday: 1 + (n % 7),
    at: n % 2 ? '14:00' : '09:30',
    groupIds: [house.groupId],
    atOnce: 1 + (k % 3),
    until: new Date(world.clock.now().getTime() + 60 * 86_400_000).toISOString(),
  });
  return succeeded(made) ? { one, other, made, path: `/standing-offers/${made.body.id as string}` } : undefined;
}

/** What people offer before anybody asks, and say yes to. */
export const insideTogether: readonly Operation[] = [
  {
    ...base,
    name: 'offer time together',
    says: 'has somebody offer time together, and take it back',
    writes: ['POST /api/v1/standing-offers', 'DELETE /api/v1/standing-offers/{id}'],
    do: async (world, house, choice) => {
      const found = await offered(world, house, choice);
      if (!found) return false;
      await world.call(found.other, 'GET', '/standing-offers');
      await world.call(found.one, 'DELETE', found.path);
      return found.made;
    },
  },
  {
    ...base,
    name: 'rest an offer',
    says: 'has somebody let their offer rest, and show it again',
    writes: ['POST /api/v1/standing-offers/{id}/pause', 'POST /api/v1/standing-offers/{id}/resume'],
    do: async (world, house, choice) => {
      const found = await offered(world, house, choice);
      if (!found) return false;
      const rested = await world.call(found.one, 'POST', `${found.path}/pause`);
      await world.call(found.one, 'POST', `${found.path}/resume`);
      await world.call(found.one, 'DELETE', found.path);
      return rested;
    },
  },
  {
    ...base,
    name: 'say yes to an offer',
    says: 'has somebody say yes to time together',
    writes: ['POST /api/v1/standing-offers/{id}/acceptance'],
    do: async (world, house, choice) => {
      const found = await offered(world, house, choice);
      if (!found) return false;
      const taken = await world.call(found.other, 'POST', `${found.path}/acceptance`);
      await world.call(found.one, 'DELETE', found.path);
      return taken;
    },
  },
];
