// SPDX-License-Identifier: EUPL-1.2
import { serviceTypes, type ServiceType } from '#contracts';
import { inventNames } from './names.ts';
import { hour, type Place } from './place.ts';
import { offerTogether } from './offered.ts';
import { sayWhenTheyCan } from './pool.ts';
import { demandOf } from './qualified.ts';
import { otherEntries, swedishWishes } from './wishes.ts';

const everyday = serviceTypes.filter((type) => type !== 'staffing');

/** How the year went. */
const residents = 1084;
const withinDays = 872;
const libraryOrders = 41;
const agreedCount = 147;
const expiredCount = 127;
const notAsks = 17;
const openNow = 25;

/** The pilot of 2020–2021 over again, with invented people. */
export function furnishHelsingborg(place: Place): void {
  const units = {
    library: place.unit('Biblioteken', 'biblioteken'),
    centre: place.unit('Volontärcenter', 'volontarcenter'),
    careSouth: place.unit('Hemtjänst Söder', 'hemtjanst.soder'),
    careNorth: place.unit('Hemtjänst Norr', 'hemtjanst.norr'),
    contact: place.unit('Kontaktcenter', 'kontaktcenter'),
  };
  const staff = furnishStaff(place, units);
  const groups = furnishGroups(place);
  const people = furnishResidents(place, groups.areas);

  place.join(groups.centre, [staff.david], { leader: true });
  const volunteers = [people.jonas, ...place.chance.some(people.all, 58)];
  place.join(groups.centre, volunteers);
  place.join(groups.centre, place.chance.some(people.all, 4), { applied: true });
  demandOf(place, groups.centre, volunteers, { leader: staff.david, other: staff.maria });
  place.join(groups.library, [staff.librarian], { leader: true });
  place.join(groups.library, place.chance.some(people.all, 46));
  place.join(groups.careSouth, [staff.maria], { leader: true });
  place.join(groups.careNorth, [staff.careNorth], { leader: true });
  place.join(groups.homework, [staff.librarian], { leader: true });
  place.join(groups.homework, [people.elin, ...place.chance.some(people.all, 33)]);
  const pool = [people.jonas, people.elin, ...people.all.slice(100, 120)];
  place.join(groups.shifts, [staff.maria], { leader: true });
  place.join(groups.shifts, pool);
  sayWhenTheyCan(place, pool);
  place.link(groups.careSouth, groups.centre, ['accompany', 'social', 'practical', 'delivery'], { quotaPerWeek: 20 });
  place.link(groups.careNorth, groups.centre, ['accompany', 'social', 'practical', 'delivery'], { quotaPerWeek: 20 });
  place.link(groups.library, groups.centre, ['delivery']);

  aYear(place, groups, { ...units, ...staff });
  today(place, groups, { ...staff, ...people }, units);
  together(place, groups.areas, people);
}

function together(place: Place, areas: Groups['areas'], { jonas, elin }: { jonas: string; elin: string }): void {
  const south = areas.find(({ area }) => area === 'Söder')?.id as string;
  const offer = (by: string, text: string, weekday: number, hour: number) => ({
    by,
    groupId: south,
    area: 'Söder',
    text,
    weekday,
    hour,
  });
  const elsewhere = areas
    .filter(({ area }) => area !== 'Söder')
    .map(({ area, id }, index) => ({
      by: place.membersOf(id)[3 + index] as string,
      groupId: id,
      area,
      text: ['Spela kort över en kopp te.', 'Gå till biblioteket och läsa tidningen.', 'Baka bröd hos mig.'][
        index % 3
      ] as string,
      weekday: 2 + index,
      hour: 13 + index,
    }));
  offerTogether(place, [
    offer(jonas, 'Promenad i lugn takt genom Slottshagen, med paus på en bänk.', 4, 14),
    offer(place.membersOf(south)[7] as string, 'Fika på konditoriet vid torget. Jag pratar gärna om trädgård.', 2, 10),
    offer(elin, 'Spela schack. Jag är nybörjare.', 6, 11),
    ...elsewhere,
  ]);
}

function furnishStaff(
  place: Place,
  units: Readonly<Record<'library' | 'centre' | 'careSouth' | 'careNorth' | 'contact', string>>,
) {
  const names = inventNames(place.chance, 14, ['Maria Nyström', 'David Åkesson', 'Ingrid Månsson']);
  const homes = [units.library, units.library, units.careSouth, units.careNorth, units.contact, units.centre];
  const [librarian, , , careNorth] = names.map((name, index) => {
    const unit = homes[index % homes.length] as string;
    return place.person({ key: `staff-${index}`, name, door: 'staff', roles: [['staff', unit]], daysAgo: 350 - index });
  }) as [string, string, string, string];
  return {
    maria: place.person({ key: 'maria', name: 'Maria Nyström', door: 'staff', roles: [['staff', units.careSouth]] }),
    david: place.person({
      key: 'david',
      name: 'David Åkesson',
      door: 'staff',
      roles: ['coordinator', ['staff', units.centre]],
    }),
    ingrid: place.person({ key: 'ingrid', name: 'Ingrid Månsson', door: 'staff', roles: ['administrator'] }),
    librarian,
    careNorth,
  };
}

type Groups = ReturnType<typeof furnishGroups>;

function furnishGroups(place: Place) {
  const areas = place.tenant.areas.map((area) => ({
    area,
    id: place.group({
      name: `Grannhjälp ${area}`,
      kind: 'both',
      access: 'open',
      area,
      about: `För alla som bor på ${area}: be om något litet, eller hjälp en granne.`,
      welcome: 'Välkommen! Säg ja när det passar dig. Ingen räknar.',
      types: everyday,
      callers: true,
    }),
  }));
  return {
    areas,
    library: place.group({
      name: 'Boken kommer',
      kind: 'both',
      access: 'approval',
      about: 'Bibliotekets låntagare får böckerna hemburna av någon som ändå går förbi.',
      welcome: 'Tack för att du bär! Böckerna hämtas i informationsdisken.',
      types: ['delivery'],
      ask: 'leaders',
    }),
    centre: place.group({
      name: 'Volontärcenter',
      kind: 'resource',
      access: 'qualified',
      about: 'Volontärer som har gått introduktionen och skrivit på tystnadslöftet.',
      welcome: 'Fint att du är med. Ring volontärcenter när något känns osäkert.',
      types: ['accompany', 'social', 'practical', 'delivery', 'language'],
    }),
    careSouth: place.group({
      name: 'Hemtjänst Söder',
      kind: 'need',
      access: 'qualified',
      area: 'Söder',
      about: 'Hit kommer det som hemtjänstens brukare önskar sig men som inte är bistånd.',
      types: ['accompany', 'social', 'practical', 'delivery'],
    }),
    careNorth: place.group({
      name: 'Hemtjänst Norr',
      kind: 'need',
      access: 'qualified',
      area: 'Norr',
      about: 'Hit kommer det som hemtjänstens brukare önskar sig men som inte är bistånd.',
      types: ['accompany', 'social', 'practical', 'delivery'],
    }),
    shifts: place.group({
      name: 'Vikariepoolen',
      kind: 'both',
      access: 'approval',
      about: 'Vi som kan hoppa in på ett pass på äldreboendena när det fattas folk.',
      welcome: 'Tack för att du kan hoppa in! Säg när du kan, så frågar vi dig först.',
      types: ['staffing'],
      ask: 'leaders',
    }),
    homework: place.group({
      name: 'Läxhjälp på biblioteket',
      kind: 'both',
      access: 'approval',
      about: 'Läxor och svenska, måndag till torsdag på stadsbiblioteket.',
      types: ['homework', 'language'],
    }),
  };
}

function furnishResidents(place: Place, areas: Groups['areas']) {
  const taken = ['Astrid Lindqvist', 'Jonas Ekström', 'Samira Haddad', 'Elin Bergström'];
  const groupOf = (area: string) => areas.find((one) => one.area === area)?.id as string;
  const known = (key: string, name: string, area: string, locale: 'sv' | 'ar' = 'sv') => {
    const id = place.person({ key, name, door: 'resident', roles: ['resident'], area, locale });
    place.join(groupOf(area), [id]);
    return id;
  };
  const jonas = known('jonas', 'Jonas Ekström', 'Söder');
  const samira = known('samira', 'Samira Haddad', 'Centrum', 'ar');
  const elin = known('elin', 'Elin Bergström', 'Söder');
  // Nobody but she knows, and nobody knows why.
  place.protections.set(elin, 'no-transfer');
  const all = inventNames(place.chance, residents - 3, taken).map((name, index) => {
    const area = place.chance.one(areas).area;
    // Almost 900 came within days of the press conference; the rest by and by.
    const daysAgo = index < withinDays ? 365 - place.chance.between(0, 9) : place.chance.between(2, 350);
    const id = place.person({ key: `resident-${index}`, name, door: 'resident', roles: ['resident'], daysAgo, area });
    place.join(groupOf(area), [id]);
    if (place.chance.happens(0.08)) place.join(place.chance.one(areas).id, [id]);
    return id;
  });
  place.join(groupOf('Söder'), all.slice(0, 1), { leader: true });
  return { all, jonas, samira, elin };
}

/** How often each kind was asked for: practical things most, company least. */
const mix: readonly ServiceType[] = [
  ...Array<ServiceType>(7).fill('delivery'),
  ...Array<ServiceType>(6).fill('practical'),
  ...Array<ServiceType>(3).fill('accompany'),
  ...Array<ServiceType>(2).fill('social'),
  'language',
  'homework',
];

const textFor = (place: Place, type: ServiceType) => place.chance.one(swedishWishes[type] ?? ['']);

function aYear(place: Place, groups: Groups, staff: { library: string; librarian: string }): void {
  const { chance } = place;
  const someTime = () => place.before(chance.between(16, 362), chance.between(3, 17));
  const neighbours = (became: 'confirmed' | 'completed' | 'expired', ask: boolean) => {
    const { area, id } = chance.one(groups.areas);
    const [by, helper] = chance.some(place.membersOf(id), 2) as [string, string];
    const serviceType = ask ? chance.one(mix) : 'social';
    const text = ask ? textFor(place, serviceType) : chance.one(otherEntries);
    const outcome = became === 'expired' ? {} : { helper };
    place.wish({
      by,
      groupIds: [id],
      serviceType,
      text,
      area,
      postedAt: someTime(),
      daysOpen: chance.between(3, 14),
      became,
      ask,
      ...outcome,
    });
  };
  const library = () =>
    place.wish({
      by: staff.librarian,
      groupIds: [groups.library],
      serviceType: 'delivery',
      text: chance.one([
        'Två reserverade böcker till en låntagare på Söder.',
        'En kasse med storstilsböcker till en låntagare, hiss finns.',
        'Hämta lånade böcker hos en låntagare och lämna dem till oss.',
      ]),
      postedAt: someTime(),
      daysOpen: 4,
      became: 'confirmed',
      helper: chance.one(place.membersOf(groups.library).slice(1)),
      onBehalf: { unitId: staff.library, alias: chance.one(['Greta', 'Harald', 'Elsa', 'Bertil', 'Vera']) },
    });
  for (let count = 0; count < libraryOrders; count += 1) library();
  for (let count = libraryOrders; count < agreedCount; count += 1)
    neighbours(count % 12 ? 'confirmed' : 'completed', true);
  for (let count = 0; count < expiredCount; count += 1) neighbours('expired', count >= notAsks);
}

function today(
  place: Place,
  groups: Groups,
  people: { maria: string; david: string; jonas: string; samira: string },
  units: { careSouth: string; centre: string },
): void {
  const { chance } = place;
  const groupIn = (area: string) => groups.areas.find((one) => one.area === area)?.id as string;
  const live = (area: string, serviceType: ServiceType, text: string, hoursAgo: number, by?: string) => {
    const id = groupIn(area);
    const [someone, first, second] = chance.some(
      place.membersOf(id).filter((one) => one !== people.jonas),
      3,
    ) as [string, string, string];
    const notes = ['Jag kan, bor runt hörnet.', 'Gärna! Passar vilken tid som helst.', null];
    const waiting = chance.happens(0.25)
      ? [first, second].slice(0, chance.between(1, 2)).map((helper) => ({ helper, note: chance.one(notes) }))
      : [];
    const when = { postedAt: new Date(place.now.getTime() - hoursAgo * hour), daysOpen: chance.between(5, 14) };
    place.wish({
      by: by ?? someone,
      groupIds: [id],
      serviceType,
      text,
      area,
      ...when,
      became: 'open',
      waiting: waiting.filter(({ helper }) => helper !== by),
    });
  };
  live(
    'Centrum',
    'language',
    'أحتاج إلى من يتدرّب معي على اللغة السويدية ساعة في الأسبوع. Öva svenska, gärna på biblioteket.',
    5,
    people.samira,
  );
  const kinds: readonly ServiceType[] = ['delivery', 'practical', 'accompany', 'social', 'homework', 'language'];
  const { areas } = place.tenant;
  for (let count = 0; count < openNow - 4; count += 1) {
    const round = Math.floor(count / kinds.length);
    const serviceType = kinds[count % kinds.length] as ServiceType;
    const texts = swedishWishes[serviceType] as readonly string[];
    const area = areas[(count + Math.floor(count / areas.length)) % areas.length] as string;
    live(area, serviceType, texts[round % texts.length] as string, 1 + count * 4.3);
  }
  const forCare = (text: string, serviceType: ServiceType, alias: string, hoursAgo: number) =>
    place.wish({
      by: people.maria,
      groupIds: [groups.centre],
      serviceType,
      text,
      area: 'Söder',
      postedAt: new Date(place.now.getTime() - hoursAgo * hour),
      daysOpen: 6,
      became: 'open',
      onBehalf: { unitId: units.careSouth, alias },
    });
  forCare('Sällskap på en kort promenad med rullator, två gånger i veckan.', 'social', 'Märta', 26);
  forCare('Följa med till fotvården på fredag klockan 13.', 'accompany', 'Sixten', 7);
  forCare('Hämta ett par glasögon i stan.', 'delivery', 'Rut', 2);
  place.wish({
    by: people.maria,
    groupIds: [groupIn('Söder')],
    serviceType: 'practical',
    text: 'Bära ner en fåtölj till källaren.',
    area: 'Söder',
    postedAt: new Date(place.now.getTime() - 3 * hour),
    daysOpen: 8,
    became: 'open',
    onBehalf: { unitId: units.careSouth, alias: 'Gösta' },
    call: { calledIn: 'unshown', tellBy: 'letter' },
  });
  // One who answers with others along, one whose word is in a document, one whom somebody must ask again.
  const client = (alias: string, given: Parameters<Place['client']>[2]) =>
    place.client(people.maria, { unitId: units.careSouth, alias }, given);
  client('Kim', { acts: ['answer'], serviceTypes: ['practical', 'delivery'], words: 'Jag följer gärna med och bär.' });
  client('Ellen', { kind: 'mandate', words: null, documentNumber: 'Fullmakt HTJ 2026-114' });
  client('Sten', { validTo: place.before(3) });
  place.protections.set(client('Rut', {}).clientId, 'mediated-only');
  const [asker, helper] = chance.some(
    place.membersOf(groupIn('Söder')).filter((one) => one !== people.jonas),
    2,
  ) as [string, string];
  place.wish({
    by: asker,
    groupIds: [groupIn('Söder')],
    serviceType: 'practical',
    text: 'Bära upp en ny fåtölj, den är lätt men otymplig.',
    area: 'Söder',
    postedAt: place.before(1, 6),
    daysOpen: 7,
    became: 'agreed',
    helper,
  });
  place.wish({
    by: helper,
    groupIds: [groupIn('Söder')],
    serviceType: 'accompany',
    text: 'Sällskap till synundersökningen på torsdag.',
    area: 'Söder',
    postedAt: place.before(3, 2),
    daysOpen: 7,
    became: 'inProgress',
    helper: people.jonas,
  });
}
