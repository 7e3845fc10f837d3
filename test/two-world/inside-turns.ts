// SPDX-License-Identifier: EUPL-1.2
import { nth, type House } from './house.ts';
import { everyHouse, remember, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;

async function askQuietly(world: World, house: House, [n, k]: Choice) {
  const who = nth(house.people, k)!;
  for (const person of house.people) await world.call(person, 'POST', `/groups/${house.groupId}/membership`);
  return world.call(who, 'POST', '/requests', {
    serviceType: n % 2 ? 'social' : 'practical',
    text: 'Vill någon följa med på en promenad?',
    groupIds: [house.groupId],
    expiresAt: new Date(world.clock.now().getTime() + 4 * 86_400_000).toISOString(),
    quiet: true,
    send: true,
  });
}

/** Requests in turn: asked in quiet, let pass, and broadened. */
export const insideTurns: readonly Operation[] = [
  {
    ...base,
    name: 'ask in quiet',
    says: 'has somebody ask a few in quiet',
    writes: ['POST /api/v1/requests'],
    do: async (world, house, choice) => remember(house.memory.requests, await askQuietly(world, house, choice)),
  },
  {
    ...base,
    name: 'say not now',
    says: 'has somebody who was asked in quiet say "not now"',
    writes: ['POST /api/v1/requests/{id}/pass'],
    do: async (world, house, choice) => {
      const asked = await askQuietly(world, house, choice);
      if (!succeeded(asked)) return false;
      for (const person of house.people) {
        const passed = await world.call(person, 'POST', `/requests/${asked.body.id as string}/pass`);
        if (succeeded(passed)) return passed;
      }
      return false;
    },
  },
  {
    ...base,
    name: 'broaden',
    says: 'has the coordinator ask one more group about what nobody answered',
    writes: ['POST /api/v1/requests/{id}/broadening'],
    do: async (world, house, [n]) => {
      const { body } = await world.call(house.coordinator, 'GET', '/requests/unanswered');
      const item = nth((body?.items ?? []) as { request: { id: string }; next: { id: string } | null }[], n);
      if (!item?.next) return false;
      return world.call(house.coordinator, 'POST', `/requests/${item.request.id}/broadening`, {
        groupId: item.next.id,
      });
    },
  },
];
