// SPDX-License-Identifier: EUPL-1.2
import { answersFrom, grant } from './cast.ts';
import { nth, type House } from './house.ts';
import { remember, type Operation } from './operation.ts';
import { day } from './time.ts';
import { succeeded, type World } from './world.ts';

const associations = { kind: 'inside', houses: ['a', 'b'] } as const;
const town = { kind: 'inside', houses: ['town'] } as const;
/** The addresses of its units are where a municipality's letters may come from: everybody may know them. */
const shown = { kind: 'public', houses: ['town'] } as const;
const everywhere = { kind: 'inside', houses: ['town', 'a', 'b'] } as const;

const newGrant = (world: World, house: House) => ({
  ...grant,
  direction: house.key === 'town' ? 'we-ask-them' : 'they-ask-us',
  validTo: new Date(world.clock.now().getTime() + 200 * day).toISOString(),
});

/** What an association does with the cards that lie on its table, and what everybody does before anything is agreed. */
export const insidePartners: readonly Operation[] = [
  {
    ...associations,
    name: 'route card',
    says: "passes the municipality's request on to its groups",
    writes: ['POST /api/v1/partner-requests/{id}/routing'],
    do: async (world, house, [n, k]) => {
      const cards = (await world.call(house.coordinator, 'GET', '/partner-requests?state=new')).body?.items as
        { id: string }[] | undefined;
      const card = nth(cards ?? [], n);
      if (!card) return false;
      const groupIds = [house.groupId, ...house.memory.groups].slice(0, (k % 4) + 1);
      const routed = await world.call(house.administrator, 'POST', `/partner-requests/${card.id}/routing`, {
        groupIds,
      });
      if (routed.status < 300) return routed;
      return world.call(house.administrator, 'POST', `/partner-requests/${card.id}/routing`, {
        groupIds: [house.groupId],
      });
    },
  },
  {
    ...associations,
    name: 'pull card back',
    says: 'takes a routed request back from its groups',
    writes: ['POST /api/v1/requests/{id}/withdraw'],
    do: async (world, house, [n]) => {
      const cards = (await world.call(house.coordinator, 'GET', '/partner-requests?state=routed')).body?.items as
        { requestId: string | null }[] | undefined;
      const card = nth(cards ?? [], n);
      return card?.requestId ? world.call(house.coordinator, 'POST', `/requests/${card.requestId}/withdraw`) : false;
    },
  },
  {
    ...associations,
    name: 'read cards',
    says: 'has its coordinator and members look at what partners ask',
    writes: [],
    do: async (world, house, [n]) => {
      const list = (await world.call(house.coordinator, 'GET', '/partner-requests')).body?.items as { id: string }[];
      const card = nth(list ?? [], n);
      if (card) await world.call(house.coordinator, 'GET', `/partner-requests/${card.id}`);
      for (const person of house.people) await world.call(person, 'GET', '/requests?scope=feed');
      return true;
    },
  },
  {
    ...everywhere,
    name: 'export receipts',
    says: 'exports its receipts, and looks at what a partner sees',
    writes: [],
    do: async (world, house, [n]) => {
      await world.call(house.coordinator, 'GET', '/receipts/export');
      await world.call(house.administrator, 'GET', '/people?limit=100');
      const partner = nth(Object.values(house.partners), n);
      return partner ? world.call(house.administrator, 'GET', `/partners/${partner}/sees`) : true;
    },
  },
  {
    ...everywhere,
    name: 'write partner invitation',
    says: 'writes an invitation to become its partner',
    writes: ['POST /api/v1/partner-invitations', 'POST /api/v1/partner-invitations/preview'],
    do: async (world, house) => {
      const made = await world.call(house.administrator, 'POST', '/partner-invitations', {
        grant: newGrant(world, house),
      });
      await world.call(house.coordinator, 'POST', '/partner-invitations/preview', { link: made.body?.link as string });
      return remember(house.memory.partnerInvitations, made);
    },
  },
  {
    ...everywhere,
    name: 'withdraw partner invitation',
    says: 'withdraws an invitation to become its partner',
    writes: ['DELETE /api/v1/partner-invitations/{id}'],
    do: async (world, house) => {
      const made = await world.call(house.administrator, 'POST', '/partner-invitations', {
        grant: newGrant(world, house),
      });
      return world.call(house.administrator, 'DELETE', `/partner-invitations/${made.body?.id as string}`);
    },
  },
  {
    ...everywhere,
    name: 'change answering address',
    says: 'answers a partner from another address for a while, and from the old one again',
    writes: ['PATCH /api/v1/partners/{id}'],
    do: async (world, house, [n, k]) => {
      const path = `/partners/${nth(Object.values(house.partners), n)}`;
      const change = (name: string, version: unknown) =>
        world.call(
          house.coordinator,
          'PATCH',
          path,
          { ourAddress: `${name}@${house.host}` },
          { 'if-match': `"v${version as number}"` },
        );
      const { body } = await world.call(house.coordinator, 'GET', path);
      const changed = await change(`kontor${k}`, body?.version);
      return succeeded(changed) ? change(answersFrom, changed.body?.version) : changed;
    },
  },
  {
    ...shown,
    name: 'add unit',
    says: 'adds a unit',
    writes: ['POST /api/v1/units'],
    do: async (world, house, [n]) =>
      remember(
        house.memory.units,
        await world.call(house.administrator, 'POST', '/units', {
          name: `Enhet ${house.memory.units.length + 1}`,
          functionAddress: `enhet${house.memory.units.length + 1}-${n % 9}@${house.host}`,
        }),
      ),
  },
  {
    ...town,
    name: 'rename unit',
    says: 'renames a unit',
    writes: ['PATCH /api/v1/units/{id}'],
    do: async (world, house, [n, k]) => {
      const units = (await world.call(house.administrator, 'GET', '/units')).body?.items as {
        id: string;
        version: number;
      }[];
      const unit = nth(units ?? [], n);
      if (!unit) return false;
      const headers = { 'if-match': `"v${unit.version}"` };
      return world.call(house.administrator, 'PATCH', `/units/${unit.id}`, { name: `Ny enhet ${k}` }, headers);
    },
  },
  {
    ...shown,
    name: 'remove unit',
    says: 'removes a unit',
    writes: ['DELETE /api/v1/units/{id}'],
    do: async (world, house, [n]) => {
      const id = nth(house.memory.units, n);
      return id ? world.call(house.administrator, 'DELETE', `/units/${id}`) : false;
    },
  },
  {
    ...town,
    name: 'link groups',
    says: 'lets one group help another',
    writes: ['POST /api/v1/group-links'],
    do: async (world, house, [n]) => {
      const needGroupId = nth(house.memory.groups, n);
      if (!needGroupId) return false;
      return remember(
        house.memory.links,
        await world.call(house.coordinator, 'POST', '/group-links', {
          needGroupId,
          resourceGroupId: house.groupId,
          serviceTypes: ['social'],
        }),
      );
    },
  },
  {
    ...town,
    name: 'change link',
    says: 'changes or removes a link between groups',
    writes: ['PATCH /api/v1/group-links/{id}', 'DELETE /api/v1/group-links/{id}'],
    do: async (world, house, [n, k]) => {
      const links = (await world.call(house.coordinator, 'GET', '/group-links')).body?.items as {
        id: string;
        version: number;
      }[];
      const link = nth(links ?? [], n);
      if (!link) return false;
      if (k % 3 === 0) return world.call(house.coordinator, 'DELETE', `/group-links/${link.id}`);
      const headers = { 'if-match': `"v${link.version}"` };
      return world.call(house.coordinator, 'PATCH', `/group-links/${link.id}`, { quotaPerWeek: k + 1 }, headers);
    },
  },
];
