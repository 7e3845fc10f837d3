// SPDX-License-Identifier: EUPL-1.2
import { nth } from './house.ts';
import { newcomer } from './inside-people.ts';
import { everyHouse, type Operation } from './operation.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const levels = ['mediated-only', 'no-transfer', 'none'] as const;

/** Of people and clients for whom nothing is asked of a partner: what is, is a matter for both sides. */
export const insideProtection: readonly Operation[] = [
  {
    ...base,
    name: 'protect oneself',
    says: 'has somebody choose how far they are protected',
    writes: ['PATCH /api/v1/me'],
    do: async (world, house, [n]) => {
      const person = await newcomer(world, house);
      house.memory.newcomers.push(person);
      return world.call(person, 'PATCH', '/me', { protection: nth(levels, n)! });
    },
  },
  {
    ...base,
    name: 'protect a client',
    says: 'notes how far a client is protected',
    writes: ['PUT /api/v1/clients/{id}/protection'],
    do: async (world, house, [n, k]) => {
      const { id } = (await world.call(house.coordinator, 'POST', '/clients', { alias: `Skyddad ${k}` })).body ?? {};
      await world.call(house.coordinator, 'PUT', `/clients/${id}/protection`, { protection: nth(levels, n + 1)! });
      return world.call(house.coordinator, 'PUT', `/clients/${id}/protection`, { protection: nth(levels, n)! });
    },
  },
];
