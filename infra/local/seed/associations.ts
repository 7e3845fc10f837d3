// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import { inventNames } from './names.ts';
import { hour, type Place } from './place.ts';
import { offerTogether } from './offered.ts';
import { internalWishes } from './wishes.ts';

/** Leaders first, then members by test person's key or number of invented ones. */
interface Group {
  readonly fields: Omit<Parameters<Place['group']>[0], 'welcome'>;
  readonly leader: string;
  readonly known: readonly string[];
  readonly others: number;
}
interface Association {
  readonly known: readonly (readonly [
    key: string,
    name: string,
    ...roles: ('administrator' | 'coordinator' | 'member')[],
  ])[];
  readonly members: number;
  readonly groups: readonly Group[];
}

const everything: readonly ServiceType[] = ['practical', 'accompany', 'social', 'language', 'delivery'];

const rodakorset: Association = {
  known: [
    ['anna', 'Anna Wikström', 'administrator', 'member'],
    ['omar', 'Omar Farah', 'coordinator', 'member'],
    ['lisa', 'Lisa Persson', 'member'],
    ['elin', 'Elin Bergström', 'member'],
  ],
  members: 146,
  groups: [
    {
      fields: {
        name: 'Besöksgruppen',
        kind: 'resource',
        access: 'approval',
        about: 'Besök, promenader och sällskap till läkare och tandläkare.',
        types: ['accompany', 'social', 'practical', 'delivery'],
      },
      leader: 'omar',
      known: ['lisa'],
      others: 34,
    },
    {
      fields: {
        name: 'Flyktingguider',
        kind: 'both',
        access: 'approval',
        about: 'Två som lär känna varandra och staden.',
        types: ['language', 'social', 'accompany'],
      },
      leader: 'omar',
      known: ['lisa'],
      others: 21,
    },
    {
      fields: {
        name: 'Läxhjälp på Drottninghög',
        kind: 'resource',
        access: 'qualified',
        about: 'Utdrag ur belastningsregistret har visats upp.',
        types: ['homework', 'language'],
      },
      leader: 'anna',
      known: [],
      others: 12,
    },
    {
      fields: {
        name: 'Lördagspromenaden',
        kind: 'both',
        access: 'open',
        about: 'Samling vid Gröningen klockan 10, alla går i sin takt.',
        types: ['social'],
      },
      leader: 'lisa',
      known: ['omar', 'elin'],
      others: 40,
    },
    {
      fields: {
        name: 'Insamling och butik',
        kind: 'both',
        access: 'open',
        about: 'Bössor, kläder, kaffe.',
        types: ['staffing', 'practical'],
      },
      leader: 'anna',
      known: ['lisa', 'omar'],
      others: 45,
    },
    {
      fields: {
        name: 'Samtal efter flykten',
        kind: 'both',
        access: 'hidden',
        about: 'En liten grupp som träffas i skydd. Nämns inte utanför.',
        types: ['social'],
      },
      leader: 'omar',
      known: ['elin'],
      others: 6,
    },
  ],
};

const grannar: Association = {
  known: [
    ['gunnar', 'Gunnar Olsson', 'administrator', 'coordinator', 'member'],
    ['nils', 'Nils Sandberg', 'member'],
  ],
  members: 88,
  groups: [
    {
      fields: {
        name: 'Bära och laga',
        kind: 'resource',
        access: 'open',
        about: 'Vi som gärna tar i.',
        types: ['practical', 'delivery'],
      },
      leader: 'gunnar',
      known: ['nils'],
      others: 30,
    },
    {
      fields: {
        name: 'Följa med',
        kind: 'resource',
        access: 'approval',
        about: 'Sällskap dit man ska.',
        types: ['accompany', 'social'],
      },
      leader: 'gunnar',
      known: ['nils'],
      others: 17,
    },
    {
      fields: { name: 'Hela föreningen', kind: 'both', access: 'open', about: 'Alla medlemmar.', types: everything },
      leader: 'gunnar',
      known: ['nils'],
      others: 60,
    },
    {
      fields: {
        name: 'Valberedningen',
        kind: 'both',
        access: 'hidden',
        about: 'Vilka som frågas, och vad de svarar.',
        types: ['social'],
      },
      leader: 'gunnar',
      known: [],
      others: 3,
    },
  ],
};

const laxhjalpen: Association = {
  known: [['nils', 'Nils Sandberg', 'administrator', 'coordinator', 'member']],
  members: 41,
  groups: [
    {
      fields: {
        name: 'Läxhjälpare',
        kind: 'resource',
        access: 'qualified',
        about: 'Tre kvällar i veckan.',
        types: ['homework'],
      },
      leader: 'nils',
      known: [],
      others: 19,
    },
    {
      fields: {
        name: 'Språkkafé',
        kind: 'both',
        access: 'open',
        about: 'Svenska över en kopp kaffe.',
        types: ['language', 'social'],
      },
      leader: 'nils',
      known: [],
      others: 22,
    },
    {
      fields: {
        name: 'Barn som behöver extra',
        kind: 'both',
        access: 'hidden',
        about: 'Får inte synas någonstans.',
        types: ['homework'],
      },
      leader: 'nils',
      known: [],
      others: 4,
    },
  ],
};

const melhusil: Association = {
  known: [['silje', 'Silje Lund', 'administrator', 'coordinator', 'member']],
  members: 112,
  groups: [
    {
      fields: {
        name: 'Dugnadsgjengen',
        kind: 'resource',
        access: 'open',
        about: 'Vi stiller når noen ringer.',
        types: ['practical', 'staffing', 'delivery'],
      },
      leader: 'silje',
      known: [],
      others: 48,
    },
    {
      fields: {
        name: 'Turgruppa',
        kind: 'both',
        access: 'open',
        about: 'Rolige turer tirsdag formiddag.',
        types: ['social', 'accompany'],
      },
      leader: 'silje',
      known: [],
      others: 20,
    },
    {
      fields: {
        name: 'Juniorlaget',
        kind: 'both',
        access: 'approval',
        about: 'Foreldre og trenere.',
        types: ['delivery', 'staffing'],
      },
      leader: 'silje',
      known: [],
      others: 26,
    },
    {
      fields: {
        name: 'Trygge voksne',
        kind: 'both',
        access: 'hidden',
        about: 'For den som vil snakke med noen i laget.',
        types: ['social'],
      },
      leader: 'silje',
      known: [],
      others: 4,
    },
  ],
};

const associations: Readonly<Record<string, Association>> = { rodakorset, grannar, laxhjalpen, melhusil };

/** An association with groups of its own, of every kind, and a hidden one. */
export function furnishAssociation(place: Place): void {
  const { slug } = place.tenant;
  const { known, members, groups } = associations[slug] as Association;
  const ids = new Map(known.map(([key, name, ...roles]) => [key, place.person({ key, name, door: 'member', roles })]));
  const names = inventNames(
    place.chance,
    members,
    known.map(([, name]) => name),
    slug === 'melhusil' ? 'norwegian' : 'swedish',
  );
  const others = names.map((name, index) =>
    place.person({
      key: `member-${index}`,
      name,
      door: 'member',
      roles: ['member'],
      daysAgo: place.chance.between(10, 340),
      area: place.chance.one(place.tenant.areas),
    }),
  );
  const groupIds = groups.map(({ fields, leader, known: keys, others: count }) => {
    const groupId = place.group(fields);
    place.join(groupId, [ids.get(leader) as string], { leader: true });
    place.join(groupId, [...keys.map((key) => ids.get(key) as string), ...place.chance.some(others, count)]);
    if (fields.access === 'approval') place.join(groupId, place.chance.some(others, 3), { applied: true });
    return groupId;
  });
  wishes(place, groups, groupIds);
  const home = groups.findIndex(
    ({ fields }) => fields.kind === 'both' && fields.access === 'open' && fields.types.includes('social'),
  );
  const groupId = groupIds[home];
  if (groupId) {
    const [by] = place.membersOf(groupId).slice(3);
    if (by) offerTogether(place, [{ by, groupId, text: 'Handarbete och kaffe.', weekday: 3, hour: 15 }]);
  }
}

function wishes(place: Place, groups: readonly Group[], groupIds: readonly string[]): void {
  const { chance } = place;
  const texts = internalWishes[place.tenant.slug] ?? [];
  const homeOf = (type: ServiceType) => {
    const at = groups.findIndex(
      ({ fields }) => fields.kind === 'both' && fields.access !== 'hidden' && fields.types.includes(type),
    );
    return at < 0 ? undefined : groupIds[at];
  };
  texts.forEach(([serviceType, text], index) => {
    const home = homeOf(serviceType);
    if (!home) return;
    const [asker, helper] = chance.some(place.membersOf(home), 2) as [string, string];
    const post = (
      postedAt: Date,
      daysOpen: number,
      outcome: { became: 'open' } | { became: 'confirmed'; helper: string },
    ) => place.wish({ by: asker, groupIds: [home], serviceType, text, postedAt, daysOpen, ...outcome });
    post(new Date(place.now.getTime() - (index * 11 + 3) * hour), 9, { became: 'open' });
    post(place.before(30 + index * 17, 5), 6, { became: 'confirmed', helper });
  });
}
