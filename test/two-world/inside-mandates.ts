// SPDX-License-Identifier: EUPL-1.2
import { signIn } from './cast.ts';
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const aliases = ['Greta', 'Harald', 'Elsa', 'Bertil'] as const;
const kinds = ['spoken', 'mandate', 'signed'] as const;

const consent = (k: number, acts: readonly string[] = ['post', 'answer']) => ({
  kind: kinds[k % 3],
  acts,
  ...(k % 3 === 0 ? { words: `Ja, ${'gärna '.repeat(k % 4)}fråga åt mig` } : {}),
  ...(k % 3 === 1 ? { documentNumber: `2026-${k}` } : {}),
});

const enter = (world: World, house: House, [n, k]: Choice) =>
  world.call(house.coordinator, 'POST', '/clients', {
    alias: `${aliases[n % 4]} ${k}`,
    ...(k % 2 ? { consent: consent(0) } : {}),
  });

/** Somebody whom the house speaks for; entered now when there is nobody. */
async function client(world: World, house: House, choice: Choice) {
  const known = (await world.call(house.coordinator, 'GET', '/clients')).body?.items ?? [];
  return nth(known, choice[0]) ?? (await enter(world, house, [choice[0], 1, 0])).body;
}

async function fresh(house: House, n: number): Promise<Person> {
  const person = nth(house.people, n)!;
  await signIn(house.plane, person);
  return person;
}

async function takenOver(world: World, house: House, choice: Choice) {
  const { id } = (await enter(world, house, choice)).body;
  const { code } = (await world.call(house.coordinator, 'POST', `/clients/${id}/takeover-code`)).body ?? {};
  const person = await fresh(house, choice[2]);
  await world.call(person, 'POST', '/me/mandates/code/preview', { code });
  const done = await world.call(person, 'POST', '/me/mandates/code/confirmation', { code });
  return { id: id as string, person, done };
}

export const insideMandates: readonly Operation[] = [
  {
    ...base,
    name: 'enter a client',
    says: 'enters somebody whom it speaks for',
    writes: ['POST /api/v1/clients'],
    do: (world, house, choice) => enter(world, house, choice),
  },
  {
    ...base,
    name: 'rename a client',
    says: 'calls a client by another name',
    writes: ['PATCH /api/v1/clients/{id}'],
    do: async (world, house, choice) => {
      const { id, version } = await client(world, house, choice);
      const headers = { 'if-match': `"v${version as number}"` };
      return world.call(house.coordinator, 'PATCH', `/clients/${id}`, { alias: nth(aliases, choice[1]) }, headers);
    },
  },
  {
    ...base,
    name: 'note a consent',
    says: 'notes what a client has allowed',
    writes: ['POST /api/v1/clients/{id}/consents'],
    do: async (world, house, choice) => {
      const { id } = await client(world, house, choice);
      return world.call(house.coordinator, 'POST', `/clients/${id}/consents`, consent(choice[1]));
    },
  },
  {
    ...base,
    name: 'end a consent',
    says: 'notes that a client allows it no longer',
    writes: ['POST /api/v1/clients/{id}/consents/{consentId}/withdrawal'],
    do: async (world, house, choice) => {
      const { id } = await client(world, house, choice);
      const noted = await world.call(house.coordinator, 'POST', `/clients/${id}/consents`, consent(0));
      const consentId = noted.body?.consent?.id as string;
      return world.call(house.coordinator, 'POST', `/clients/${id}/consents/${consentId}/withdrawal`);
    },
  },
  {
    ...base,
    name: 'give a code',
    says: 'gives a client a code to take over with, and takes it back',
    writes: ['POST /api/v1/clients/{id}/takeover-code', 'DELETE /api/v1/clients/{id}/takeover-code'],
    do: async (world, house, choice) => {
      const { id } = (await enter(world, house, choice)).body;
      const given = await world.call(house.coordinator, 'POST', `/clients/${id}/takeover-code`);
      if (choice[2] % 2) return given;
      return world.call(house.coordinator, 'DELETE', `/clients/${id}/takeover-code`);
    },
  },
  {
    ...base,
    name: 'take over',
    says: 'has a client take over what was asked for them',
    writes: ['POST /api/v1/me/mandates/code/preview', 'POST /api/v1/me/mandates/code/confirmation'],
    do: async (world, house, choice) => (await takenOver(world, house, choice)).done,
  },
  {
    ...base,
    name: 'take a takeover back',
    says: 'undoes that somebody took over',
    writes: ['DELETE /api/v1/clients/{id}/takeover'],
    do: async (world, house, choice) => {
      const { id, done } = await takenOver(world, house, choice);
      return succeeded(done) ? world.call(house.coordinator, 'DELETE', `/clients/${id}/takeover`) : false;
    },
  },
  {
    ...base,
    name: 'end one’s own consent',
    says: 'has a client take their word back themself',
    writes: ['POST /api/v1/me/mandates/consents/{consentId}/withdrawal'],
    do: async (world, house, [n, , m]) => {
      const { person } = await takenOver(world, house, [n, 1, m]);
      const [own] = (await world.call(person, 'GET', '/me/mandates')).body?.items ?? [];
      const consentId = own?.consents?.[0]?.id as string | undefined;
      return consentId ? world.call(person, 'POST', `/me/mandates/consents/${consentId}/withdrawal`) : false;
    },
  },
  {
    ...base,
    name: 'answer for a client',
    says: 'answers together with a client, who is tired on the day',
    writes: ['POST /api/v1/requests/{id}/offers', 'PATCH /api/v1/requests/{id}/offers/{offerId}/company'],
    do: async (world, house, [n, k, m]) => {
      const [poster, helper] = [nth(house.people, m)!, house.coordinator];
      for (const one of [poster, helper]) await world.call(one, 'POST', `/groups/${house.groupId}/membership`);
      const { id: clientId } = (await enter(world, house, [n, 1, k])).body;
      const asked = await world.call(poster, 'POST', '/requests', {
        serviceType: 'practical',
        text: 'Bära en soffa',
        groupIds: [house.groupId],
        send: true,
      });
      const path = `/requests/${asked.body?.id as string}/offers`;
      const made = await world.call(helper, 'POST', path, { company: [{ clientId, form: 'good' }] });
      if (!succeeded(made)) return false;
      return world.call(helper, 'PATCH', `${path}/${made.body.offer.id as string}/company`, {
        clientId,
        form: 'so-so',
      });
    },
  },
];
