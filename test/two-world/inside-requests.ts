// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, remember, type Choice, type Operation } from './operation.ts';
import { hour } from './time.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const services = ['practical', 'social', 'language', 'homework'] as const;
const texts = ['Skotta snö', 'Fika på torsdag', 'Läsa ett brev', 'Räkna tillsammans'] as const;

const inHours = (world: World, hours: number) => new Date(world.clock.now().getTime() + hours * hour).toISOString();
const asker = (house: House, n: number): Person => nth([...house.people, house.coordinator], n)!;
const request = (house: House, n: number) => nth(house.memory.requests, n);

function fields(world: World, house: House, [n, k, m]: Choice) {
  return {
    serviceType: services[n % 4],
    text: `${texts[n % 4]} ${'mycket '.repeat(k % 4)}`.trim(),
    groupIds: [house.groupId],
    headCount: (k % 3) + 1,
    expiresAt: inHours(world, 24 * ((m % 5) + 1)),
    ...(n % 2 ? { area: 'Söder' } : {}),
    ...(n % 3 ? { from: inHours(world, 40) } : {}),
    ...(m % 2 ? { matching: 'first-come' } : {}),
    ...(k % 2 ? { details: { place: 'Dolda gatan 7', phone: '0701740605' } } : {}),
  };
}

/** Whoever posted it, found by asking: the id alone is remembered. */
async function posterOf(world: World, house: House, id: string): Promise<Person | undefined> {
  for (const person of [...house.people, house.coordinator]) {
    if ((await world.call(person, 'GET', `/requests/${id}`)).body?.mine) return person;
  }
  return undefined;
}

async function byPoster(
  world: World,
  house: House,
  n: number,
  work: (person: Person, path: string, version: string) => ReturnType<World['call']>,
) {
  const id = request(house, n);
  const poster = id ? await posterOf(world, house, id) : undefined;
  if (!id || !poster) return false;
  const seen = await world.call(poster, 'GET', `/requests/${id}`);
  return work(poster, `/requests/${id}`, `"v${seen.body.version as number}"`);
}

async function post(world: World, house: House, choice: Choice, more: object = {}) {
  const who = asker(house, choice[1]);
  await world.call(who, 'POST', `/groups/${house.groupId}/membership`);
  return remember(
    house.memory.requests,
    await world.call(who, 'POST', '/requests', { ...fields(world, house, choice), send: true, ...more }),
  );
}

/** Finds something to help with, or has somebody ask first. */
async function offered(world: World, house: House, [n, k, m]: Choice) {
  for (const helper of [nth(house.people, k)!, nth(house.people, k + 1)!]) {
    const open = house.memory.requests.slice(-6);
    for (const id of open) {
      const made = await world.call(helper, 'POST', `/requests/${id}/offers`, n % 2 ? { note: 'Gärna jag' } : {});
      if (!succeeded(made)) continue;
      if (made.body.agreementId) house.memory.agreements.push(made.body.agreementId as string);
      return { helper, id, made };
    }
  }
  if (m >= 0) {
    await post(world, house, [n, k + 2, m - (m % 2)]);
    return offered(world, house, [n, k, -1]);
  }
  return undefined;
}

export const insideRequests: readonly Operation[] = [
  {
    ...base,
    name: 'ask',
    says: 'has somebody ask the others for help',
    writes: ['POST /api/v1/requests'],
    do: (world, house, choice) => post(world, house, choice),
  },
  {
    ...base,
    name: 'draft and send',
    says: 'has somebody write a request, and send it later',
    writes: ['POST /api/v1/requests/{id}/send'],
    do: async (world, house, choice) => {
      const draft = await post(world, house, choice, { send: false });
      if (!succeeded(draft)) return false;
      const poster = asker(house, choice[1]);
      return world.call(poster, 'POST', `/requests/${draft.body.id as string}/send`);
    },
  },
  {
    ...base,
    name: 'ask on behalf',
    says: 'asks on behalf of somebody, or for no help at all',
    writes: ['POST /api/v1/requests'],
    do: (world, house, [n, , m]) =>
      post(
        world,
        house,
        [n, 3, m],
        n % 2
          ? { onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } } }
          : { ask: false },
      ),
  },
  {
    ...base,
    name: 'ask how many would see',
    says: 'asks how many a request would reach',
    writes: ['POST /api/v1/requests/audience'],
    do: (world, house, [n, k]) =>
      world.call(asker(house, k), 'POST', '/requests/audience', {
        groupIds: [house.groupId],
        serviceType: services[n % 4],
      }),
  },
  {
    ...base,
    name: 'change request',
    says: 'changes an internal request',
    writes: ['PATCH /api/v1/requests/{id}'],
    do: (world, house, [n, k]) =>
      byPoster(world, house, n, (person, path, version) =>
        world.call(person, 'PATCH', path, { text: `${texts[k % 4]} i morgon` }, { 'if-match': version }),
      ),
  },
  {
    ...base,
    name: 'extend request',
    says: 'gives an internal request more time',
    writes: ['POST /api/v1/requests/{id}/extend'],
    do: (world, house, [n]) =>
      byPoster(world, house, n, (person, path) =>
        world.call(person, 'POST', `${path}/extend`, { expiresAt: inHours(world, 24 * 9) }),
      ),
  },
  {
    ...base,
    name: 'withdraw request',
    says: 'withdraws an internal request',
    writes: ['POST /api/v1/requests/{id}/withdraw'],
    do: (world, house, [n]) =>
      byPoster(world, house, n, (person, path) => world.call(person, 'POST', `${path}/withdraw`)),
  },
  {
    ...base,
    name: 'read feed',
    says: 'has members read what is asked',
    writes: [],
    do: async (world, house, [n, k]) => {
      const reader = nth(house.people, k)!;
      for (const scope of ['feed', 'mine', 'board']) await world.call(reader, 'GET', `/requests?scope=${scope}`);
      const id = request(house, n);
      if (id) await world.call(reader, 'GET', `/requests/${id}`);
      return true;
    },
  },
  {
    ...base,
    name: 'offer',
    says: 'has somebody offer to help a neighbour in the house',
    writes: ['POST /api/v1/requests/{id}/offers'],
    do: async (world, house, choice) => (await offered(world, house, choice))?.made,
  },
  {
    ...base,
    name: 'take an offer back',
    says: 'has somebody take their offer back',
    writes: ['DELETE /api/v1/requests/{id}/offers/{offerId}'],
    do: async (world, house, [n, k]) => {
      const found = await offered(world, house, [n, k, 0]);
      if (!found) return false;
      const offerId = found.made.body.offer.id as string;
      return world.call(found.helper, 'DELETE', `/requests/${found.id}/offers/${offerId}`);
    },
  },
  {
    ...base,
    name: 'accept an offer',
    says: 'has the asker accept an offer',
    writes: ['POST /api/v1/requests/{id}/offers/{offerId}/acceptance'],
    do: async (world, house, [n, k]) => {
      const found = await offered(world, house, [n, k, 0]);
      const poster = found && (await posterOf(world, house, found.id));
      if (!found || !poster) return false;
      const path = `/requests/${found.id}/offers/${found.made.body.offer.id as string}/acceptance`;
      return remember(house.memory.agreements, await world.call(poster, 'POST', path));
    },
  },
  ...agreementMoves(),
];

/** What the two sides of an agreement do, one after the other. */
function agreementMoves(): Operation[] {
  const move = (name: string, says: string, path: string, body?: object): Operation => ({
    ...base,
    name,
    says,
    writes: [`POST /api/v1/agreements/{id}/${path}`],
    do: async (world, house, [n, k]) => {
      for (const id of house.memory.agreements.slice(-3).reverse()) {
        for (const person of [...house.people.slice(k % 3), ...house.people.slice(0, k % 3), house.coordinator]) {
          const done = await world.call(person, 'POST', `/agreements/${id}/${path}`, body);
          if (succeeded(done)) return done;
        }
      }
      return n < 0 ? false : agreed(world, house, path, body, [n, k, 1]);
    },
  });
  return [
    move('write a line', 'has the two write to each other', 'notes', { text: 'Jag kommer tio minuter före' }),
    move('start', 'has an internal agreement begin', 'start'),
    move('complete', 'has an internal agreement completed', 'completion'),
    move('confirm', 'has an internal agreement confirmed', 'confirmation'),
    move('fail', 'has an internal agreement fail', 'failure', { code: 'other' }),
  ];
}

/** Nothing was agreed yet: first come, and then the move. */
async function agreed(world: World, house: House, path: string, body: object | undefined, choice: Choice) {
  const [helper, poster] = [nth(house.people, 0)!, nth(house.people, 1)!];
  for (const one of [helper, poster]) await world.call(one, 'POST', `/groups/${house.groupId}/membership`);
  const asked = await world.call(poster, 'POST', '/requests', {
    ...fields(world, house, choice),
    matching: 'first-come',
    send: true,
  });
  const made = await world.call(helper, 'POST', `/requests/${asked.body?.id as string}/offers`, {});
  const id = made.body?.agreementId as string | undefined;
  if (!id) return false;
  house.memory.agreements.push(id);
  if (path === 'confirmation') await world.call(helper, 'POST', `/agreements/${id}/completion`);
  return world.call(poster, 'POST', `/agreements/${id}/${path}`, body);
}
