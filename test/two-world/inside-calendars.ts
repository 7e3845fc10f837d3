// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';
import { succeeded } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const somebody = ({ people, coordinator }: House, n: number): Person => nth([...people, coordinator], n)!;

export const insideCalendars: readonly Operation[] = [
  {
    ...base,
    name: 'make a calendar address',
    says: 'has somebody give their calendar an address, which asks there',
    writes: ['POST /api/v1/me/calendar-feed'],
    do: async (world, house, [n]) => {
      const person = somebody(house, n);
      const made = await world.call(person, 'POST', '/me/calendar-feed');
      if (!succeeded(made)) return made;
      const token = (made.body.address as string).split('/').at(-1)!;
      house.memory.feeds.push(token);
      return world.call(person, 'GET', `/calendars/${token}`);
    },
  },
  {
    ...base,
    name: 'end a calendar address',
    says: 'has somebody take their calendar’s address back',
    writes: ['DELETE /api/v1/me/calendar-feed'],
    do: (world, house, [n]) => world.call(somebody(house, n), 'DELETE', '/me/calendar-feed'),
  },
];
