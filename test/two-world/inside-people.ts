// SPDX-License-Identifier: EUPL-1.2
import { Membership, Person as PersonRecord } from '#tenant/people';
import type { PersonId } from '#kernel';
import { signIn } from './cast.ts';
import { nth, type House, type Person } from './house.ts';
import { everyHouse, remember, type Operation } from './operation.ts';
import { changesPerMinute, succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;

/** People who were not there before, as when they were invited and came, or a register was read in. */
async function arrive(world: World, house: House, count: number): Promise<Person[]> {
  const door = house.key === 'town' ? 'resident' : 'member';
  const { arrivals } = house.memory;
  const from = arrivals.length;
  const records = await house.plane.scope.run(house.id, async (em) => {
    const made: PersonRecord[] = [];
    for (let at = 0; at < count; at += 1) {
      const displayName = `Ny ${from + at}`;
      // Whoever leaves keeps their subject to themselves, and a tenant may be seen as two houses, with a memory each.
      const subject = `new-${house.groupId.slice(0, 8)}-${from + at}`;
      const record = PersonRecord.arrived({ door, subject, numberHash: null, displayName }, world.clock.now());
      em.persist(record);
      arrivals.push(subject);
      made.push(record);
    }
    await em.flush();
    for (const { id } of made)
      em.create(Membership, { personId: id, role: door, unitId: null, since: world.clock.now() });
    return made;
  });
  const { agent, address } = house.people[0]!;
  return records.map(({ id, displayName }) => ({
    name: displayName,
    house,
    id: id as PersonId,
    cookie: '',
    agent,
    address,
  }));
}

export async function newcomer(world: World, house: House): Promise<Person> {
  const [person] = (await arrive(world, house, 1)) as [Person];
  await signIn(house.plane, person);
  return person;
}

export const insidePeople: readonly Operation[] = [
  {
    ...base,
    name: 'add a member',
    says: 'gains a member',
    writes: [],
    do: async (world, house) => {
      house.memory.newcomers.push(await newcomer(world, house));
      return true;
    },
  },
  {
    ...base,
    name: 'import members',
    says: 'reads in a register of many members',
    writes: [],
    do: async (world, house, [n, k]) => {
      await arrive(world, house, [5, 40, 150][n % 3]! + (k % 7));
      return true;
    },
  },
  {
    ...base,
    name: 'change roles',
    says: 'changes what somebody may do',
    writes: ['PUT /api/v1/people/{id}/roles'],
    do: async (world, house, [n, k]) => {
      const ordinary = house.key === 'town' ? 'resident' : 'member';
      const roles = k % 2 ? [{ role: ordinary }, { role: 'coordinator' }] : [{ role: ordinary }];
      return world.call(house.administrator, 'PUT', `/people/${nth(house.people, n)!.id}/roles`, { roles });
    },
  },
  {
    ...base,
    name: 'remove person',
    says: 'removes a person',
    writes: ['DELETE /api/v1/people/{id}'],
    do: async (world, house) => {
      const gone = house.memory.newcomers.pop() ?? (await newcomer(world, house));
      return world.call(house.administrator, 'DELETE', `/people/${gone.id}`);
    },
  },
  {
    ...base,
    name: 'leave',
    says: 'sees somebody delete their own account',
    writes: ['DELETE /api/v1/me'],
    do: async (world, house) => {
      const gone = house.memory.newcomers.pop() ?? (await newcomer(world, house));
      return world.call(gone, 'DELETE', '/me');
    },
  },
  {
    ...base,
    name: 'change settings',
    says: 'has somebody change their name, language or area',
    writes: ['PATCH /api/v1/me'],
    do: async (world, house, [n, k]) =>
      world.call(nth(house.people, n)!, 'PATCH', '/me', {
        locale: ['sv', 'en', 'ar'][k % 3],
        area: k % 2 ? 'Norr' : null,
        displayName: `${nth(house.people, n)!.name} ${'X'.repeat(k % 6)}`.trim(),
      }),
  },
  {
    ...base,
    name: 'invite',
    says: 'writes an invitation',
    writes: ['POST /api/v1/invitations'],
    do: async (world, house, [n, k]) => {
      const role = house.key === 'town' ? 'resident' : 'member';
      const body = { role, days: (n % 20) + 1, ...(k % 2 ? { groupId: house.groupId } : {}) };
      const made = await world.call(house.administrator, 'POST', '/invitations', body);
      if (succeeded(made)) house.memory.tokens.push((made.body.link as string).split('/').at(-1)!);
      return remember(house.memory.invitations, made);
    },
  },
  {
    ...base,
    name: 'withdraw invitation',
    says: 'withdraws an invitation',
    writes: ['DELETE /api/v1/invitations/{id}'],
    do: async (world, house, [n]) => {
      const role = house.key === 'town' ? 'resident' : 'member';
      const made = await world.call(house.administrator, 'POST', '/invitations', { role, days: (n % 5) + 1 });
      return world.call(house.administrator, 'DELETE', `/invitations/${made.body?.id as string}`);
    },
  },
  {
    ...base,
    name: 'accept invitation',
    says: 'sees an invitation accepted',
    writes: ['POST /api/v1/invitations/by-token/{token}/acceptance'],
    do: async (world, house, [n]) => {
      const role = house.key === 'town' ? 'resident' : 'member';
      const made = await world.call(house.administrator, 'POST', '/invitations', { role, groupId: house.groupId });
      const token = (made.body?.link as string | undefined)?.split('/').at(-1) ?? '';
      return world.call(nth(house.people, n)!, 'POST', `/invitations/by-token/${token}/acceptance`);
    },
  },
  {
    ...base,
    name: 'accept terms',
    says: 'has somebody accept the terms',
    writes: ['POST /api/v1/terms/acceptances'],
    do: async (world, house, [n]) => {
      const { body } = await world.call(house.administrator, 'GET', '/tenant');
      const version = Number(body?.terms?.version ?? 0);
      if (version === 0) {
        await world.call(nth(house.people, n)!, 'POST', '/terms/acceptances', { version: 1 });
        return true;
      }
      return world.call(nth(house.people, n)!, 'POST', '/terms/acceptances', { version });
    },
  },
  {
    ...base,
    name: 'sign in again',
    says: 'sees somebody sign in on another device',
    writes: [],
    do: async (_world, house, [n]) => {
      await signIn(house.plane, nth(house.people, n)!);
      return true;
    },
  },
  {
    ...base,
    name: 'sign out',
    says: 'sees somebody sign out',
    writes: ['POST /api/v1/sign-out', 'POST /api/v1/sign-out-everywhere'],
    do: async (world, house, [n, k]) => {
      const person = nth(house.people, n)!;
      const answer = await world.call(person, 'POST', k % 2 ? '/sign-out' : '/sign-out-everywhere', {});
      await signIn(house.plane, person);
      return answer;
    },
  },
  {
    ...base,
    name: 'failed sign-in',
    says: 'sees sign-ins fail',
    writes: [],
    do: async (world, house, [n]) => {
      for (let time = 0; time <= n % 4; time += 1)
        await world.callFrom(house, 'GET', `/sign-in/callback?state=${'x'.repeat(20)}&code=none`);
      return true;
    },
  },
  {
    ...base,
    name: 'many changes',
    says: 'has somebody make very many changes',
    writes: ['PATCH /api/v1/me'],
    do: async (world, house, [n, k]) => {
      const person = nth(house.people, n)!;
      // Now and then so many that they are refused for a while.
      const many = n % 6 === 0 ? changesPerMinute + 5 : 5 + (k % 5);
      for (let time = 0; time < many; time += 1) await world.call(person, 'PATCH', '/me', { area: null });
      return true;
    },
  },
];
