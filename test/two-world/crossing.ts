// SPDX-License-Identifier: EUPL-1.2
import sharp from 'sharp';
import { KeyRotation } from '#federation';
import { nth, type House } from './house.ts';
import { everyHouse, type Operation } from './operation.ts';
import { day, hour } from './time.ts';
import { succeeded, type World } from './world.ts';

const outward = { kind: 'outward', houses: ['town'] } as const;
const answer = { kind: 'answer', houses: ['a', 'b'] } as const;

/** The request as the municipality's staff sees it, with what partners have answered. */
const asked = (town: House, n: number) => nth(town.outward, n);

const moved = (name: string, says: string, path: string, body?: (world: World) => object): Operation => ({
  ...outward,
  name,
  says,
  writes: [`POST /api/v1/requests/{id}/${path}`],
  do: async (world, town, [n]) => {
    const id = asked(town, n);
    return id ? world.call(town.coordinator, 'POST', `/requests/${id}/${path}`, body?.(world)) : false;
  },
});

/** What the municipality and its partners say to each other, on purpose. */
export const outwardOperations: readonly Operation[] = [
  {
    ...outward,
    name: 'ask partners',
    says: 'asks its partners for help',
    writes: ['POST /api/v1/requests'],
    do: async (world, town, [n, k, m]) => {
      const at = world.clock.now().getTime();
      const partnerIds = [town.partners.a!, town.partners.b!].slice(m % 2, (n % 3 ? 1 : 2) + (m % 2));
      const made = await world.call(town.coordinator, 'POST', '/requests', {
        serviceType: k % 2 ? 'accompany' : 'social',
        text: `Ärende ${town.outward.length + 1}`,
        area: 'Söder',
        from: new Date(at + 2 * day).toISOString(),
        to: new Date(at + 2 * day + 2 * hour).toISOString(),
        expiresAt: new Date(at + ((k % 3) + 1) * day).toISOString(),
        groupIds: k % 2 ? [town.groupId] : [],
        partnerIds,
        ...(n % 2 ? { onBehalf: { alias: 'Greta', consent: { kind: 'spoken', words: 'Ja, fråga åt mig.' } } } : {}),
        ...(n % 2 ? { details: { contactName: 'Greta', place: 'Kungsgatan 1' } } : {}),
        send: true,
      });
      if (succeeded(made)) town.outward.push(made.body.id as string);
      return made;
    },
  },
  moved('withdraw outward', 'withdraws what it asked its partners', 'withdraw'),
  moved('extend outward', 'gives what it asked its partners more time', 'extend', (world) => ({
    expiresAt: new Date(world.clock.now().getTime() + 6 * day).toISOString(),
  })),
  {
    ...outward,
    name: 'change outward',
    says: 'changes what it asked its partners',
    writes: ['PATCH /api/v1/requests/{id}'],
    do: async (world, town, [n, k]) => {
      const id = asked(town, n);
      if (!id) return false;
      const seen = await world.call(town.coordinator, 'GET', `/requests/${id}`);
      const headers = { 'if-match': `"v${seen.body?.version as number}"` };
      return world.call(town.coordinator, 'PATCH', `/requests/${id}`, { headCount: (k % 4) + 1 }, headers);
    },
  },
  {
    ...outward,
    name: 'own helper takes it',
    says: 'sees a resident of its own take what partners were asked too',
    writes: ['POST /api/v1/requests/{id}/offers', 'POST /api/v1/requests/{id}/offers/{offerId}/acceptance'],
    do: async (world, town, [n]) => {
      const id = asked(town, n);
      if (!id) return false;
      const made = await world.call(town.answerer, 'POST', `/requests/${id}/offers`, {});
      if (!succeeded(made)) return false;
      return world.call(town.coordinator, 'POST', `/requests/${id}/offers/${made.body.offer.id as string}/acceptance`);
    },
  },
  ...(['notes', 'confirmation', 'failure'] as const).map((path): Operation => ({
    ...outward,
    name: `${path} outward`,
    says: `sends its partner's helper: ${path}`,
    writes: [`POST /api/v1/agreements/{id}/${path}`],
    do: async (world, town, [n]) => {
      const id = asked(town, n);
      const seen = id ? await world.call(town.coordinator, 'GET', `/requests/${id}`) : undefined;
      if (!seen?.body?.agreementId) return false;
      const body = { notes: { text: 'Tack, hon är klar' }, confirmation: undefined, failure: { code: 'other' } }[path];
      return world.call(town.coordinator, 'POST', `/agreements/${seen.body.agreementId as string}/${path}`, body);
    },
  })),
  ...partnership('outward', ['town']),
];

/** The card of the n-th request that the municipality sent, as the association has it. */
async function cardOf(world: World, house: House, n: number) {
  const list = (await world.call(house.coordinator, 'GET', '/partner-requests?limit=100')).body?.items as
    { id: string; text: string | null; state: string; requestId: string | null }[] | undefined;
  return nth(list?.filter(({ text, state }) => text && ['new', 'routed'].includes(state)) ?? [], n);
}

export const answers: readonly Operation[] = [
  {
    ...answer,
    name: 'accept',
    says: 'accepts what the municipality asked',
    writes: ['POST /api/v1/partner-requests/{id}/routing', 'POST /api/v1/requests/{id}/offers'],
    do: async (world, house, [n]) => {
      const card = await cardOf(world, house, n);
      if (!card) return false;
      const offer = (requestId: unknown) =>
        world.call(house.answerer, 'POST', `/requests/${requestId as string}/offers`, {});
      // Where it has been lying for a while is where the yes comes from, if it can.
      if (card.requestId) {
        const early = await offer(card.requestId);
        if (succeeded(early)) return early;
        await world.call(house.coordinator, 'POST', `/requests/${card.requestId}/withdraw`);
      }
      await world.call(house.coordinator, 'POST', `/partner-requests/${card.id}/routing`, {
        groupIds: [house.groupId],
      });
      const routed = await world.call(house.coordinator, 'GET', `/partner-requests/${card.id}`);
      const made = await offer(routed.body?.requestId);
      return made;
    },
  },
  {
    ...answer,
    name: 'decline',
    says: 'declines what the municipality asked',
    writes: ['POST /api/v1/partner-requests/{id}/decline'],
    do: async (world, house, [n, k]) => {
      const card = await cardOf(world, house, n);
      const code = ['no-capacity', 'outside-area', 'not-our-kind', 'too-short-notice'][k % 4];
      return card ? world.call(house.coordinator, 'POST', `/partner-requests/${card.id}/decline`, { code }) : false;
    },
  },
  ...(['notes', 'start', 'completion', 'failure'] as const).map((path): Operation => ({
    ...answer,
    name: `${path} to partner`,
    says: `tells the municipality: ${path}`,
    writes: [`POST /api/v1/agreements/{id}/${path}`],
    do: async (world, house, [n]) => {
      const list = (await world.call(house.answerer, 'GET', '/agreements')).body?.items as
        { id: string; can: Record<string, boolean> }[] | undefined;
      const verb = { notes: 'note', start: 'start', completion: 'complete', failure: 'fail' }[path];
      const one = nth(list?.filter(({ can }) => can[verb]) ?? [], n);
      const body = { notes: { text: 'Vi ses på torsdag' }, failure: { code: 'other' } }[path as 'notes' | 'failure'];
      return one ? world.call(house.answerer, 'POST', `/agreements/${one.id}/${path}`, body) : false;
    },
  })),
  ...partnership('answer', ['a', 'b']),
];

/** Either side may pause or narrow what they agreed on. */
function partnership(kind: 'outward' | 'answer', houses: readonly ('town' | 'a' | 'b')[]): Operation[] {
  const partner = (house: House, n: number) => nth(Object.values(house.partners), n);
  const change = (name: string, says: string, path: string): Operation => ({
    kind,
    houses,
    name: `${name}${kind === 'outward' ? '' : ' (partner)'}`,
    says,
    writes: [
      `POST /api/v1/partners/{id}/${path}`,
      ...(path === 'suspend' ? ['POST /api/v1/partners/{id}/resume'] : []),
    ],
    do: async (world, house, [n]) => {
      const done = await world.call(house.administrator, 'POST', `/partners/${partner(house, n)!}/${path}`);
      // A pause does not last, or nothing would ever be asked again.
      if (path === 'suspend' && succeeded(done)) {
        await world.settle();
        return world.call(house.administrator, 'POST', `/partners/${partner(house, n)!}/resume`);
      }
      return done;
    },
  });
  return [
    change('pause and resume partnership', 'pauses the partnership and takes it up again', 'suspend'),
    change('end partnership', 'ends the partnership', 'end'),
    {
      kind,
      houses,
      name: `narrow grant${kind === 'outward' ? '' : ' (partner)'}`,
      says: 'narrows what the partnership covers',
      writes: ['PATCH /api/v1/partners/{id}/grant'],
      do: async (world, house, [n]) => {
        const path = `/partners/${partner(house, n)!}`;
        const { body } = await world.call(house.administrator, 'GET', path);
        if (!body?.grant) return false;
        const narrower = { ...body.grant, perDay: Math.max(1, Number(body.grant.perDay) - 1) };
        const headers = { 'if-match': `"v${body.version as number}"` };
        return world.call(house.administrator, 'PATCH', `${path}/grant`, narrower, headers);
      },
    },
  ];
}

/** What a house shows to everybody who comes to its door, and what all partners must know. */
export const publicOperations: readonly Operation[] = [
  {
    kind: 'public',
    houses: everyHouse,
    name: 'change profile',
    says: 'changes its public profile',
    writes: ['PATCH /api/v1/tenant'],
    do: async (world, house, [n, k]) => {
      const { body } = await world.call(house.administrator, 'GET', '/tenant');
      const headers = { 'if-match': `"v${body?.version as number}"` };
      const change = { colour: `#1b5e${(16 + (k % 200)).toString(16)}`, about: `Om oss ${n}` };
      return world.call(house.administrator, 'PATCH', '/tenant', change, headers);
    },
  },
  {
    kind: 'public',
    houses: everyHouse,
    name: 'change logo',
    says: 'puts up a logo, and perhaps takes it down again',
    writes: ['PUT /api/v1/tenant/logo', 'DELETE /api/v1/tenant/logo'],
    do: async (world, house, [n, k]) => {
      const background = { r: 16 + n, g: 80, b: 120 };
      const picture = sharp({ create: { width: 300, height: 300, channels: 3, background } });
      const type = { 'content-type': 'image/png' };
      const put = await world.call(house.administrator, 'PUT', '/tenant/logo', await picture.png().toBuffer(), type);
      return k % 2 ? world.call(house.administrator, 'DELETE', '/tenant/logo') : put;
    },
  },
  {
    kind: 'public',
    houses: everyHouse,
    name: 'publish terms',
    says: 'publishes new terms',
    writes: ['POST /api/v1/terms'],
    do: async (world, house, [n]) => {
      const made = await world.call(house.administrator, 'POST', '/terms', { text: { sv: [`Villkor ${n}`] } });
      const everybody = [house.administrator, house.coordinator, house.staff, ...house.people, house.answerer];
      for (const person of everybody)
        await world.call(person, 'POST', '/terms/acceptances', { version: made.body?.version as number });
      return made;
    },
  },
  {
    kind: 'public',
    houses: everyHouse,
    name: 'rotate keys',
    says: 'exchanges its keys',
    writes: [],
    do: async (_world, house) => {
      await house.plane.scope.run(house.id, () =>
        house.plane.app.get(KeyRotation, { strict: false }).rotate({ emergency: false }),
      );
      return true;
    },
  },
];

export const worldOperations: readonly Operation[] = [
  {
    kind: 'world',
    houses: ['town'],
    name: 'restart',
    says: 'a plane is restarted',
    writes: [],
    // Starting takes as long as a whole story does: it happens now and then.
    do: async (world, _house, [n, k]) => {
      if (n % 6 > 0) return false;
      await world.restart(k % 2 ? 'municipal' : 'civic');
      return true;
    },
  },
  ...([5, 60 * 26, 60 * 24 * 8] as const).map((minutes): Operation => ({
    kind: 'world',
    houses: ['town'],
    name: `${minutes} minutes pass`,
    says: `${minutes} minutes pass`,
    writes: [],
    lasts: minutes * 60_000,
    do: async (world) => {
      await world.tend();
      return true;
    },
  })),
];
