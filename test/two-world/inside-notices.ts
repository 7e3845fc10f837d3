// SPDX-License-Identifier: EUPL-1.2
import { nth, type House, type Person } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';
import { addressesOf, codeSent } from './post.ts';
import type { World } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const somebody = ({ people, coordinator, memory }: House, n: number): Person =>
  nth([...people, coordinator, ...memory.newcomers], n)!;
const noticesOf = async (world: World, person: Person): Promise<readonly { id: string; at: string }[]> =>
  (await world.call(person, 'GET', '/notices')).body?.items as { id: string; at: string }[];
const channelOf = (n: number) => (n % 2 ? 'email' : 'sms');

export const insideNotices: readonly Operation[] = [
  {
    ...base,
    name: 'see notices',
    says: 'has somebody look at their notices',
    writes: ['POST /api/v1/notices/seen'],
    do: async (world, house, [n]) => {
      const person = somebody(house, n);
      const until = (await noticesOf(world, person))[0]?.at ?? world.clock.now().toISOString();
      return world.call(person, 'POST', '/notices/seen', { until });
    },
  },
  {
    ...base,
    name: 'open notice',
    says: 'has somebody open a notice',
    writes: ['POST /api/v1/notices/{id}/seen'],
    do: async (world, house, [n, k]) => {
      for (const person of [somebody(house, n), somebody(house, n + 1), house.coordinator, house.administrator]) {
        const one = nth(await noticesOf(world, person), k);
        if (one) return world.call(person, 'POST', `/notices/${one.id}/seen`);
      }
      return false;
    },
  },
  {
    ...base,
    name: 'choose notices',
    says: 'has somebody choose how and when to be told',
    writes: ['PATCH /api/v1/me/notice-settings'],
    do: async (world, house, [n, k, m]) =>
      world.call(somebody(house, n), 'PATCH', '/me/notice-settings', {
        quietFrom: k % 2 ? '20:00' : '22:30',
        quietTo: '06:15',
        digestAt: m % 3 ? null : '17:00',
        sayWhat: m % 2 === 0,
        goesTo: k % 4 ? null : ['Norr'],
        onDutyUntil: m % 4 ? null : new Date(world.clock.now().getTime() + 7_200_000).toISOString(),
        pausedUntil: k % 5 ? null : new Date(world.clock.now().getTime() + 7 * 86_400_000).toISOString(),
        choices: ['request.asked', 'request.new'].map((kind) => ({ kind, channels: k % 3 ? ['email', 'sms'] : [] })),
      }),
  },
  {
    ...base,
    name: 'give address',
    says: 'has somebody give their address, and show that it is theirs',
    writes: ['PUT /api/v1/me/contact-points/{channel}', 'PUT /api/v1/me/contact-points/{channel}/verification'],
    do: async (world, house, [n, k]) => {
      const person = somebody(house, n);
      const contact = `/me/contact-points/${channelOf(k)}`;
      await world.call(person, 'PUT', contact, { address: addressesOf(person)[channelOf(k)] });
      return world.call(person, 'PUT', `${contact}/verification`, { code: codeSent(person) });
    },
  },
  {
    ...base,
    name: 'take address back',
    says: 'has somebody take their address back',
    writes: ['DELETE /api/v1/me/contact-points/{channel}'],
    do: (world, house, [n, k]) => world.call(somebody(house, n), 'DELETE', `/me/contact-points/${channelOf(k)}`),
  },
  {
    ...base,
    name: 'let a browser be woken',
    says: 'has somebody let their browser be woken, or not any longer',
    writes: [
      'PUT /api/v1/me/push-key',
      'POST /api/v1/me/push-subscriptions',
      'DELETE /api/v1/me/push-subscriptions/{id}',
    ],
    do: async (world, house, [n, k]) => {
      const person = somebody(house, n);
      const browser = {
        endpoint: addressesOf(person).push,
        keys: {
          p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
          auth: 'tBHItJI5svbpez7KI4CCXg',
        },
      };
      await world.call(person, 'PUT', '/me/push-key');
      const made = await world.call(person, 'POST', '/me/push-subscriptions', browser);
      const id = made.body?.id as string | undefined;
      if (k % 3 === 0 && id) return world.call(person, 'DELETE', `/me/push-subscriptions/${id}`);
      return made;
    },
  },
];
