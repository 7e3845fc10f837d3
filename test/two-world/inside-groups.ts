// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, remember, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const accesses = ['open', 'approval', 'qualified', 'hidden'] as const;
const kinds = ['both', 'need', 'resource'] as const;

const versionOf = async (world: World, person: Person, path: string): Promise<Record<string, string>> => ({
  'if-match': `"v${(await world.call(person, 'GET', path)).body?.version as number}"`,
});
const group = (house: House, n: number) => nth(house.memory.groups, n);
/** Those who may come and go; the one who answers partners stays. */
const mover = (house: House, n: number) => nth([...house.people, ...house.memory.newcomers], n)!;

export const insideGroups: readonly Operation[] = [
  {
    ...base,
    name: 'create group',
    says: 'makes a group',
    writes: ['POST /api/v1/groups'],
    do: async (world, house, [n, k]) =>
      remember(
        house.memory.groups,
        await world.call(house.administrator, 'POST', '/groups', {
          name: `${['Kretsen', 'Styrelsen', 'Nattvandrarna', 'Sångkören'][n % 4]} ${house.memory.groups.length + 1}`,
          kind: kinds[k % 3],
          access: accesses[n % 4],
          area: k % 2 ? 'Söder' : null,
          about: 'Vi ses '.repeat((n % 5) + 1),
          welcome: 'Välkommen',
        }),
      ),
  },
  {
    ...base,
    name: 'rename group',
    says: 'renames a group',
    writes: ['PATCH /api/v1/groups/{id}'],
    do: async (world, house, [n, k]) => {
      const id = group(house, n);
      if (!id) return false;
      const headers = await versionOf(world, house.administrator, `/groups/${id}`);
      const change = { name: `Nytt namn ${k}`, access: accesses[k % 4], about: 'Nytt' };
      return world.call(house.administrator, 'PATCH', `/groups/${id}`, change, headers);
    },
  },
  {
    ...base,
    name: 'archive group',
    says: 'puts a group away',
    writes: ['POST /api/v1/groups/{id}/archive'],
    do: async (world, house, [n]) => {
      const id = group(house, n);
      return id ? world.call(house.administrator, 'POST', `/groups/${id}/archive`) : false;
    },
  },
  {
    ...base,
    name: 'restore group',
    says: 'takes a group back',
    writes: ['POST /api/v1/groups/{id}/restore'],
    do: async (world, house, [n]) => {
      const archived = (await world.call(house.administrator, 'GET', '/groups?archived=true')).body?.items as
        { id: string; archivedAt: string | null }[] | undefined;
      const one = nth(archived?.filter(({ archivedAt }) => archivedAt) ?? [], n);
      if (!one) {
        const id = group(house, n);
        if (!id) return false;
        await world.call(house.administrator, 'POST', `/groups/${id}/archive`);
        return world.call(house.administrator, 'POST', `/groups/${id}/restore`);
      }
      return world.call(house.administrator, 'POST', `/groups/${one.id}/restore`);
    },
  },
  {
    ...base,
    name: 'join group',
    says: 'lets somebody join a group',
    writes: ['POST /api/v1/groups/{id}/membership'],
    do: async (world, house, choice) => joined(world, house, choice),
  },
  {
    ...base,
    name: 'leave group',
    says: 'sees somebody leave a group',
    writes: ['DELETE /api/v1/groups/{id}/membership'],
    do: async (world, house, [n, k]) => {
      const id = k % 3 === 0 ? house.groupId : (group(house, n) ?? house.groupId);
      return world.call(mover(house, k), 'DELETE', `/groups/${id}/membership`);
    },
  },
  {
    ...base,
    name: 'admit or appoint member',
    says: 'admits a member to a group, or makes them its leader',
    writes: ['PATCH /api/v1/groups/{id}/members/{personId}'],
    do: async (world, house, [n, k, m]) => {
      const id = group(house, n) ?? house.groupId;
      const member = await someMember(world, house, id, k);
      if (!member) return false;
      const change = member.state === 'applied' ? { state: m % 3 ? 'member' : 'declined' } : { leader: m % 2 === 0 };
      return world.call(house.administrator, 'PATCH', `/groups/${id}/members/${member.personId}`, change);
    },
  },
  {
    ...base,
    name: 'remove member',
    says: 'removes a member from a group',
    writes: ['DELETE /api/v1/groups/{id}/members/{personId}'],
    do: async (world, house, [n, k]) => {
      const id = group(house, n) ?? house.groupId;
      const member = await someMember(world, house, id, k);
      return member ? world.call(house.administrator, 'DELETE', `/groups/${id}/members/${member.personId}`) : false;
    },
  },
];

async function joined(world: World, house: House, [n, k]: Choice) {
  const id = group(house, n) ?? house.groupId;
  const answer = await world.call(mover(house, k), 'POST', `/groups/${id}/membership`);
  if (succeeded(answer)) return answer;
  // Was there already, or must not: somebody else, elsewhere, may.
  return world.call(mover(house, k + 1), 'POST', `/groups/${house.groupId}/membership`);
}

async function someMember(world: World, house: House, groupId: string, n: number) {
  const list = (await world.call(house.administrator, 'GET', `/groups/${groupId}/members`)).body?.items as
    { personId: string; state: string }[] | undefined;
  return nth(list?.filter(({ personId }) => personId !== house.answerer.id) ?? [], n);
}
