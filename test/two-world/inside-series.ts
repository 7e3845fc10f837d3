// SPDX-License-Identifier: EUPL-1.2
import sharp from 'sharp';
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Choice, type Operation } from './operation.ts';
import { succeeded, type World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const rhythms = ['weekly', 'every-other-week', 'monthly'] as const;
const day = (world: World, days: number): string =>
  new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

interface Agreed {
  readonly asker: Person;
  readonly helper: Person;
  readonly requestId: string;
  readonly id: string;
}

async function agreed(world: World, house: House, [n, k]: Choice, serviceType: string): Promise<Agreed | undefined> {
  const asker = nth(house.people, k)!;
  const helper = nth(house.people, k + 1)!;
  for (const one of [asker, helper]) await world.call(one, 'POST', `/groups/${house.groupId}/membership`);
  const asked = await world.call(asker, 'POST', '/requests', {
    serviceType,
    text: `En gång till${' och en till'.repeat(n % 3)}`,
    groupIds: [house.groupId],
    matching: 'first-come',
    send: true,
  });
  if (!succeeded(asked)) return undefined;
  const offer = await world.call(helper, 'POST', `/requests/${asked.body.id as string}/offers`, {});
  const id = offer.body?.agreementId as string | undefined;
  return id ? { asker, helper, requestId: asked.body.id as string, id } : undefined;
}

/** Done, confirmed, and wished for by both. */
async function wished(world: World, house: House, choice: Choice): Promise<Agreed | undefined> {
  const made = await agreed(world, house, choice, 'practical');
  if (!made) return undefined;
  await world.call(made.helper, 'POST', `/agreements/${made.id}/completion`);
  await world.call(made.asker, 'POST', `/agreements/${made.id}/confirmation`);
  for (const one of [made.asker, made.helper]) await world.call(one, 'PUT', `/agreements/${made.id}/again`);
  return made;
}

/** Near enough that the first time is made at once, or far. */
async function proposed(world: World, house: House, choice: Choice) {
  const made = await wished(world, house, choice);
  if (!made) return undefined;
  const firstOn = day(world, choice[2] % 2 ? 3 : 20);
  const answer = await world.call(made.helper, 'POST', `/agreements/${made.id}/series`, {
    rhythm: rhythms[choice[0] % rhythms.length],
    firstOn,
    time: '10:00',
    lasts: 60,
    until: day(world, 90),
  });
  return succeeded(answer) ? { ...made, answer, firstOn, seriesId: answer.body.id as string } : undefined;
}

async function running(world: World, house: House, choice: Choice) {
  const made = await proposed(world, house, choice);
  if (!made) return undefined;
  const accepted = await world.call(made.asker, 'POST', `/series/${made.seriesId}/acceptance`);
  await world.settle();
  return succeeded(accepted) ? { ...made, accepted } : undefined;
}

type Running = NonNullable<Awaited<ReturnType<typeof running>>>;

/** What follows is ended before the operation is: no series goes on by itself. */
async function during(
  world: World,
  house: House,
  choice: Choice,
  act: (made: Running) => ReturnType<World['call']>,
): ReturnType<NonNullable<Operation['do']>> {
  const made = await running(world, house, choice);
  if (!made) return false;
  const answer = await act(made);
  await world.call(made.asker, 'GET', `/series/${made.seriesId}`);
  await world.call(made.helper, 'POST', `/series/${made.seriesId}/end`);
  return answer;
}

export const insideSeries: readonly Operation[] = [
  {
    ...base,
    name: 'say gladly again',
    says: 'has two say that they would gladly do it again, and one think better of it',
    writes: ['PUT /api/v1/agreements/{id}/again', 'DELETE /api/v1/agreements/{id}/again'],
    do: async (world, house, choice) => {
      const made = await wished(world, house, choice);
      return made ? world.call(made.asker, 'DELETE', `/agreements/${made.id}/again`) : false;
    },
  },
  {
    ...base,
    name: 'agree on a rhythm',
    says: 'has two agree to do it again in a rhythm, and end it',
    writes: [
      'POST /api/v1/agreements/{id}/series',
      'POST /api/v1/series/{id}/acceptance',
      'POST /api/v1/series/{id}/end',
    ],
    do: (world, house, choice) => during(world, house, choice, ({ asker }) => world.call(asker, 'GET', '/series')),
  },
  {
    ...base,
    name: 'leave a time out',
    says: 'has one of two leave a time out, and think better of it',
    writes: ['PUT /api/v1/series/{id}/occasions/{day}/skip', 'DELETE /api/v1/series/{id}/occasions/{day}/skip'],
    do: (world, house, choice) =>
      during(world, house, choice, async ({ helper, seriesId, firstOn }) => {
        const skipped = await world.call(helper, 'PUT', `/series/${seriesId}/occasions/${firstOn}/skip`);
        await world.call(helper, 'DELETE', `/series/${seriesId}/occasions/${firstOn}/skip`);
        return skipped;
      }),
  },
  {
    ...base,
    name: 'have others asked for a time',
    says: 'has the asker have others asked for a time',
    writes: ['POST /api/v1/series/{id}/occasions/{day}/others'],
    do: (world, house, choice) =>
      during(world, house, choice, ({ asker, seriesId, firstOn }) =>
        world.call(asker, 'POST', `/series/${seriesId}/occasions/${firstOn}/others`, { quiet: choice[0] % 2 === 1 }),
      ),
  },
];

const goods = ['Mjölk', 'Två böcker på avhämtningshyllan', 'Bröd'] as const;

export const insideDeliveries: readonly Operation[] = [
  {
    ...base,
    name: 'write an order',
    says: 'has somebody write what is to be fetched',
    writes: ['PUT /api/v1/requests/{id}/delivery'],
    do: async (world, house, choice) => {
      const made = await agreed(world, house, choice, 'delivery');
      if (!made) return false;
      const [n, , m] = choice;
      const written = await world.call(made.asker, 'PUT', `/requests/${made.requestId}/delivery`, {
        lines: goods.slice(0, n % 4).map((what, at) => ({ what, count: at + 1, ...(m % 2 ? { note: 'Eko' } : {}) })),
        contactless: m % 2 === 1,
        capOre: n % 2 ? null : 20_000 + n,
      });
      await world.call(made.helper, 'GET', `/requests/${made.requestId}/delivery`);
      return written;
    },
  },
  {
    ...base,
    name: 'say what it cost',
    says: 'has a helper say what it cost',
    writes: ['PUT /api/v1/agreements/{id}/purchase'],
    do: async (world, house, choice) => {
      const made = await agreed(world, house, choice, 'delivery');
      if (!made) return false;
      const costOre = choice[0] * 100 + 5;
      const told = await world.call(made.helper, 'PUT', `/agreements/${made.id}/purchase`, { costOre });
      await world.call(made.asker, 'GET', `/agreements/${made.id}/purchase`);
      return told;
    },
  },
  {
    ...base,
    name: 'photograph a receipt',
    says: 'has a helper put a photograph of the shop’s receipt there, or take it away',
    writes: ['PUT /api/v1/agreements/{id}/purchase/photo', 'DELETE /api/v1/agreements/{id}/purchase/photo'],
    do: async (world, house, choice) => {
      const made = await agreed(world, house, choice, 'delivery');
      if (!made) return false;
      const [n, , m] = choice;
      const background = n % 2 ? '#f5f0e6' : '#ffffff';
      const picture = sharp({ create: { width: 200, height: 300 + n, channels: 3, background } });
      const path = `/agreements/${made.id}/purchase/photo`;
      const put = await world.call(made.helper, 'PUT', path, await picture.png().toBuffer(), {
        'content-type': 'image/png',
      });
      return m % 2 ? world.call(made.helper, 'DELETE', path) : put;
    },
  },
];
