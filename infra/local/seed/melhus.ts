// SPDX-License-Identifier: EUPL-1.2
import type { ServiceType } from '#contracts';
import { inventNames } from './names.ts';
import { hour, type Place } from './place.ts';
import { norwegianWishes } from './wishes.ts';

/** Melhus: need groups and resource groups, some both, linked many to many. */
export function furnishMelhus(place: Place): void {
  const units = {
    care: place.unit('Hjemmetjenesten', 'hjemmetjenesten'),
    road: place.unit('Idrettsveien', 'idrettsveien'),
    centre: place.unit('Frivilligsentralen', 'frivilligsentralen'),
    refugees: place.unit('Flyktningtjenesten', 'flyktningtjenesten'),
    work: place.unit('NAV Melhus', 'nav'),
    building: place.unit('Plan og bygg', 'planogbygg'),
  };
  const groups = furnishGroups(place);
  const names = inventNames(place.chance, 12, ['Kari Haugen'], 'norwegian');
  const leaders = Object.entries(units).map(([key, unitId], index) => {
    const id = place.person({
      key: `staff-${key}`,
      name: names[index] as string,
      door: 'staff',
      roles: [['staff', unitId]],
    });
    place.join(groups[key as keyof typeof units], [id], { leader: true });
    return [key, id] as const;
  });
  const staff = Object.fromEntries(leaders) as Record<keyof typeof units, string>;
  place.person({ key: 'kari', name: 'Kari Haugen', door: 'staff', roles: ['administrator', 'coordinator'] });
  place.person({ key: 'staff-agent', name: names[11] as string, door: 'staff', roles: ['coordinator'] });

  const ola = place.person({ key: 'ola', name: 'Ola Nordby', door: 'resident', roles: ['resident'], area: 'Gimse' });
  const residents = inventNames(place.chance, 138, ['Ola Nordby', 'Silje Lund', ...names], 'norwegian').map(
    (name, index) =>
      place.person({
        key: `resident-${index}`,
        name,
        door: 'resident',
        roles: ['resident'],
        area: place.chance.one(place.tenant.areas),
        daysAgo: place.chance.between(5, 330),
      }),
  );
  place.join(groups.everyone, [ola, ...residents]);
  place.join(groups.road, residents.slice(0, 11));
  place.join(groups.centre, [ola, ...residents.slice(11, 48)]);
  place.join(groups.refugees, residents.slice(48, 71));
  place.join(groups.work, residents.slice(71, 83));

  place.link(groups.care, groups.road, ['practical', 'accompany'], { quotaPerWeek: 6 });
  place.link(groups.care, groups.centre, ['practical', 'social', 'accompany']);
  place.link(groups.care, groups.refugees, ['practical', 'social']);
  place.link(groups.refugees, groups.centre, ['language', 'social', 'accompany']);
  place.link(groups.centre, groups.road, ['practical'], { quotaPerWeek: 4 });
  for (const resource of [groups.road, groups.centre, groups.refugees, groups.work])
    place.link(groups.building, resource, ['practical']);

  wishes(place, groups, staff, units);
}

function furnishGroups(place: Place) {
  const types: ServiceType[] = ['practical', 'social', 'accompany'];
  return {
    care: place.group({
      name: 'Hjemmetjenesten',
      kind: 'need',
      access: 'qualified',
      about: 'Ønsker fra brukere av hjemmetjenesten, meldt av de ansatte.',
      types,
    }),
    road: place.group({
      name: 'Idrettsveien',
      kind: 'resource',
      access: 'qualified',
      about: 'Bofellesskapet rykker ut sammen: ansatte svarer, og flere går i lag.',
      types: ['practical', 'accompany'],
      // In the pilot they took so many that too few were left.
      share: 40,
    }),
    centre: place.group({
      name: 'Frivilligsentralen',
      kind: 'both',
      access: 'approval',
      about: 'Frivillige fra hele kommunen. Ring oss hvis du ikke bruker telefon med apper.',
      types: [...types, 'language', 'delivery'],
    }),
    refugees: place.group({
      name: 'Flyktningtjenesten',
      kind: 'both',
      access: 'approval',
      about: 'Nye naboer som både trenger og gir hjelp.',
      types: [...types, 'language'],
    }),
    work: place.group({
      name: 'NAV: ut i jobb',
      kind: 'resource',
      access: 'qualified',
      about: 'Deltakere og veiledere tar oppdrag sammen.',
      types: ['practical', 'delivery'],
    }),
    building: place.group({
      name: 'Plan og bygg',
      kind: 'need',
      access: 'qualified',
      about: 'Stier, gjerder og benker som trenger hender.',
      types: ['practical'],
    }),
    everyone: place.group({
      name: 'Alle hjelper alle',
      kind: 'both',
      access: 'open',
      about: 'For alle i Melhus.',
      welcome: 'Velkommen! Spør om noe lite, eller si ja til en nabo.',
      types: [...types, 'language', 'delivery'],
      callers: true,
    }),
  };
}

function wishes(
  place: Place,
  groups: ReturnType<typeof furnishGroups>,
  staff: Readonly<Record<'care' | 'building' | 'refugees', string>>,
  units: Readonly<Record<'care' | 'building' | 'refugees', string>>,
): void {
  const { chance } = place;
  const orders = [
    { by: staff.care, unitId: units.care, to: [groups.road, groups.centre], types: ['practical', 'accompany'] },
    { by: staff.care, unitId: units.care, to: [groups.centre], types: ['social', 'accompany'] },
    { by: staff.refugees, unitId: units.refugees, to: [groups.centre], types: ['language'] },
    {
      by: staff.building,
      unitId: units.building,
      to: [groups.road, groups.centre, groups.refugees, groups.work],
      types: ['practical'],
    },
  ] as const;
  for (let count = 0; count < 48; count += 1) {
    const { by, unitId, to, types } = orders[count % orders.length] as (typeof orders)[number];
    const serviceType = chance.one<ServiceType>(types);
    const open = count >= 42;
    const postedAt = open
      ? new Date(place.now.getTime() - (count - 40) * 7 * hour)
      : place.before(chance.between(16, 300), chance.between(3, 12));
    const text = chance.one(norwegianWishes[serviceType] as readonly string[]);
    const helped = !open && chance.happens(0.7);
    const helper = chance.one(place.membersOf(to[0]).slice(1));
    const outcome = helped
      ? { became: 'confirmed' as const, helper }
      : { became: open ? ('open' as const) : ('expired' as const) };
    place.wish({
      by,
      groupIds: to,
      serviceType,
      text,
      postedAt,
      daysOpen: open ? 12 : chance.between(4, 12),
      onBehalf: { unitId, alias: chance.one(['Borghild', 'Torleif', 'Gudrun', 'Amanuel']) },
      ...outcome,
    });
  }
  const sayings = (Object.keys(norwegianWishes) as ServiceType[]).flatMap((type) =>
    (norwegianWishes[type] ?? []).map((text) => [type, text] as const),
  );
  chance.some(sayings, 8).forEach(([serviceType, text], index) => {
    const by = chance.one(place.membersOf(groups.everyone).slice(1));
    const postedAt = new Date(place.now.getTime() - (index * 9 + 2) * hour);
    place.wish({
      by,
      groupIds: [groups.everyone],
      serviceType,
      text,
      area: chance.one(place.tenant.areas),
      postedAt,
      daysOpen: 10,
      became: 'open',
    });
  });
}
