// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const kinds = ['interview', 'course', 'register-extract', 'declaration', 'language', 'minimum-age'] as const;
const subjects: Readonly<Record<string, string>> = {
  course: 'Första hjälpen',
  language: 'Arabiska',
  'register-extract': 'Arbete med barn',
};

const demand = (n: number, purpose: 'ask' | 'help') => {
  const kind = kinds[n % kinds.length] ?? 'interview';
  const years = kind === 'minimum-age' ? 18 : null;
  // Of what partners are asked for nothing is demanded, so that somebody is left to answer them.
  return { serviceType: 'homework', purpose, kind, subject: subjects[kind] ?? '', years, validMonths: (n % 24) + 1 };
};
const todayIn = (world: World): string => world.clock.now().toISOString().slice(0, 10);

async function settled(world: World, house: House, groupId: string, n: number, k: number) {
  const items = [demand(n, 'help'), demand(n + 1 + (k % 5), 'help'), demand(k, 'ask')];
  return world.call(house.administrator, 'PUT', `/groups/${groupId}/requirements`, { items });
}

/** Settles a demand where there is none, and attests it for somebody of the group. @returns the attestation's id */
async function attested(world: World, house: House, [n, k]: readonly [number, number, number]) {
  const groupId = house.groupId;
  const items = [{ serviceType: 'homework', purpose: 'help', kind: 'interview' }];
  await world.call(house.administrator, 'PUT', `/groups/${groupId}/requirements`, { items });
  const members = (await world.call(house.administrator, 'GET', `/groups/${groupId}/members`)).body?.items as
    { personId: string }[] | undefined;
  const member = nth(members?.filter(({ personId }) => personId !== house.administrator.id) ?? [], n);
  if (!member) return undefined;
  const path = `/groups/${groupId}/members/${member.personId}/attestations`;
  const said = { kind: 'interview', seenOn: todayIn(world), ...(k % 2 ? { validTo: null } : {}) };
  const answer = await world.call(house.administrator, 'POST', path, said);
  if (!succeeded(answer)) return undefined;
  return (answer.body?.items as { attestation: { id: string } | null }[])[0]?.attestation?.id;
}

const signer = (house: House, n: number): Person => nth(house.people, n) ?? house.coordinator;

export const insideQualifications: readonly Operation[] = [
  {
    ...base,
    name: 'settle requirements',
    says: 'settles what a group demands',
    writes: ['PUT /api/v1/groups/{id}/requirements'],
    do: async (world, house, [n, k, m]) => settled(world, house, nth(house.memory.groups, n) ?? house.groupId, k, m),
  },
  {
    ...base,
    name: 'attest',
    says: 'attests what somebody has',
    writes: ['POST /api/v1/groups/{id}/members/{personId}/attestations'],
    do: async (world, house, choice) => (await attested(world, house, choice)) !== undefined,
  },
  {
    ...base,
    name: 'withdraw attestation',
    says: 'withdraws what it attested, and may take that back',
    writes: ['POST /api/v1/attestations/{id}/withdrawal', 'DELETE /api/v1/attestations/{id}/withdrawal'],
    do: async (world, house, choice) => {
      const id = await attested(world, house, choice);
      if (!id) return false;
      const path = `/attestations/${id}/withdrawal`;
      const answer = await world.call(house.coordinator, 'POST', path, { reason: 'outdated' });
      return choice[2] % 2 ? world.call(house.administrator, 'DELETE', path) : answer;
    },
  },
  {
    ...base,
    name: 'publish and sign declaration',
    says: 'publishes a declaration, which somebody signs',
    writes: ['POST /api/v1/declarations', 'POST /api/v1/me/declaration-signatures'],
    do: async (world, house, [n, k]) => {
      const text = { sv: Array.from({ length: (k % 4) + 1 }, () => 'Jag tiger om det jag får veta.') };
      const answer = await world.call(house.administrator, 'POST', '/declarations', { text });
      if (!succeeded(answer)) return false;
      return world.call(signer(house, n), 'POST', '/me/declaration-signatures', { version: answer.body?.version });
    },
  },
];
