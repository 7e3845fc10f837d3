// SPDX-License-Identifier: EUPL-1.2
import { nth, type House } from './house.ts';
import { everyHouse, type Choice, type Operation } from './operation.ts';
import { hour, minute } from './time.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
/** To the minute: it stands in an address, which is the same in both worlds. */
const inHours = (world: World, hours: number) =>
  new Date(Math.floor(world.clock.now().getTime() / minute) * minute + hours * hour).toISOString();
const time = (world: World, [n]: Choice) => ({ from: inHours(world, 48 + (n % 9)), to: inHours(world, 60 + (n % 9)) });

/** The coordinator looks at the pool and asks for a shift with one place; two say yes, and the second one stands in. */
async function staffed(world: World, house: House, choice: Choice) {
  const [n, k] = choice;
  for (const person of house.people) await world.call(person, 'POST', `/groups/${house.groupId}/membership`);
  const { from, to } = time(world, choice);
  await world.call(house.coordinator, 'GET', `/groups/${house.groupId}/pool?from=${from}&to=${to}&places=1`);
  const asked = await world.call(house.coordinator, 'POST', '/requests', {
    serviceType: 'staffing',
    text: n % 2 ? 'Kvällspasset' : 'Stå i kiosken',
    groupIds: [house.groupId],
    from,
    to,
    matching: 'first-come',
    invites: 1 + (k % 3),
    send: true,
  });
  if (!succeeded(asked)) return undefined;
  const path = `/requests/${asked.body.id as string}`;
  const one = nth(house.people, k)!;
  const other = nth(house.people, k + 1)!;
  const first = await world.call(one, 'POST', `${path}/offers`, {});
  const second = await world.call(other, 'POST', `${path}/offers`, {});
  return { path, one, other, first, second };
}

/** When people can, and shifts that more are invited to than there are places. */
export const insidePool: readonly Operation[] = [
  {
    ...base,
    name: 'say when one can',
    says: 'has somebody say when they can, and perhaps take it back',
    writes: ['POST /api/v1/me/availability', 'DELETE /api/v1/me/availability/{id}'],
    do: async (world, house, choice) => {
      const person = nth(house.people, choice[1])!;
      const said = await world.call(person, 'POST', '/me/availability', time(world, choice));
      if (succeeded(said) && choice[2] % 2)
        await world.call(person, 'DELETE', `/me/availability/${said.body.id as string}`);
      return said;
    },
  },
  {
    ...base,
    name: 'fill a shift',
    says: 'has a shift filled, and another stand in',
    writes: ['POST /api/v1/requests', 'POST /api/v1/requests/{id}/offers'],
    do: async (world, house, choice) => (await staffed(world, house, choice))?.second ?? false,
  },
  {
    ...base,
    name: 'step back from a shift',
    says: 'has somebody step back from a shift, and another move up',
    writes: ['POST /api/v1/agreements/{id}/failure'],
    do: async (world, house, choice) => {
      const found = await staffed(world, house, choice);
      if (!found || !succeeded(found.first) || !found.first.body.agreementId) return false;
      const left = await world.call(
        found.one,
        'POST',
        `/agreements/${found.first.body.agreementId as string}/failure`,
        {
          code: 'helper-prevented',
        },
      );
      await world.call(found.other, 'GET', found.path);
      return left;
    },
  },
];
