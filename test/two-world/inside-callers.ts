// SPDX-License-Identifier: EUPL-1.2
import { everyHouse, type Operation } from './operation.ts';
import { succeeded } from './world.ts';

const base = { kind: 'inside', houses: everyHouse } as const;
const ways = ['call', 'sms', 'letter'] as const;

export const insideCallers: readonly Operation[] = [
  {
    ...base,
    name: 'ask a caller who they are',
    says: 'asks somebody on the phone to show who they are, and hangs up',
    writes: ['POST /api/v1/callers', 'DELETE /api/v1/callers/{id}'],
    do: async (world, house, [n]) => {
      const asked = await world.call(house.coordinator, 'POST', '/callers', { personalNumber: '194805132380' });
      // Where no identity provider is there to be asked, it is a no.
      if (!succeeded(asked)) return true;
      return n % 2 ? asked : world.call(house.coordinator, 'DELETE', `/callers/${asked.body.id as string}`);
    },
  },
  {
    ...base,
    name: 'take a call',
    says: 'asks for somebody who rang, and who is told what comes of it',
    writes: ['POST /api/v1/requests', 'PATCH /api/v1/groups/{id}'],
    do: async (world, house, [n, k, m]) => {
      const group = `/groups/${house.groupId}`;
      const { version } = (await world.call(house.administrator, 'GET', group)).body ?? {};
      const headers = { 'if-match': `"v${version as number}"` };
      await world.call(house.administrator, 'PATCH', group, { unverifiedCallers: m % 4 > 0 }, headers);
      return world.call(house.coordinator, 'POST', '/requests', {
        serviceType: k % 2 ? 'practical' : 'social',
        text: 'Sällskap till apoteket',
        groupIds: [house.groupId],
        send: true,
        details: { phone: `070-174 06 ${10 + (n % 80)}` },
        onBehalf: {
          alias: `Berta ${n % 7}`,
          consent: { kind: 'spoken', words: 'Ja, be om hjälp åt mig' },
          call: { tellBy: ways[n % 3] },
        },
      });
    },
  },
];
