// SPDX-License-Identifier: EUPL-1.2
import type { PersonId, TenantId } from '#kernel';
import type { Role } from '#platform/authz';
import { Group, GroupMember, rulesFor } from '#tenant/groups';
import { Membership, Person as PersonRecord } from '#tenant/people';
import { TenantProfileService } from '#tenant/profile';
import { NumberHash } from '../../libs/platform/identity/number-hash.ts';
import { hashed } from '../../libs/platform/identity/secret.ts';
import { limits, SessionStore } from '../../libs/platform/identity/session-store.ts';
import { emptyMemory, type House, type HouseName, type Person } from './house.ts';
import { publicPort, type Plane } from './plane.ts';
import { day } from './time.ts';
import { succeeded, type World } from './world.ts';

/** Who is who besides what they are here. */
export interface Overlaps {
  /** The first member of both associations is a resident of the municipality as well: same number, subject, browser. */
  readonly residentToo: boolean;
  /** The second member of the first association is employed by the municipality. */
  readonly employeeToo: boolean;
}

interface Human {
  readonly name: string;
  readonly number: string;
  readonly address: string;
  readonly agent: string;
}
interface Part {
  readonly human: Human;
  readonly door: 'resident' | 'staff' | 'member';
  readonly roles: readonly Role[];
}

const human = (name: string, at: number): Human => ({
  name,
  number: `19800101${String(1000 + at)}`,
  address: `198.51.100.${20 + at}`,
  agent: `Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1${20 + at}.0 Mobile Safari/537.36`,
});

const names: Readonly<Record<HouseName, string>> = {
  town: 'Helsingborg',
  a: 'Röda Korset Helsingborg',
  b: 'Melhus IL',
};
const hosts: Readonly<Record<HouseName, string>> = { town: 'helsingborg', a: 'rodakorset', b: 'melhusil' };

export const grant = {
  direction: 'we-ask-them',
  serviceTypes: ['accompany', 'social', 'practical', 'language'],
  areas: [] as string[],
  perDay: 200,
  previewFields: ['text', 'area', 'time', 'headCount'],
  purpose: 'Hjälp i vardagen',
  legalBasis: 'Allmänt intresse',
};

/** Before the @ of the address that a house gives its partners. */
export const answersFrom = 'besoksgruppen';

/** Three fresh tenants, their people, and two partnerships; the same in both worlds but for the random values. */
export async function makeCast(
  world: World,
  name: string,
  overlaps: Overlaps,
  secret: ReadonlySet<HouseName>,
): Promise<void> {
  const residents = ['Rut', 'Ragnar', 'Rakel', 'Rolf'].map((name, at) => human(name, at));
  const nurse = human('Stefan', 10);
  const town = await makeHouse(world, 'town', name, secret.has('town'), [
    { human: human('Ingrid', 11), door: 'staff', roles: ['administrator'] },
    { human: human('David', 12), door: 'staff', roles: ['coordinator'] },
    { human: nurse, door: 'staff', roles: ['staff'] },
    ...residents.map((one) => ({ human: one, door: 'resident' as const, roles: ['resident'] as const })),
  ]);
  const association = (key: 'a' | 'b', from: number) => {
    const own = ['Maj', 'Mats', 'Mona', 'Måns'].map((name, at) => human(name, from + 3 + at));
    const members = own.map((one, at) => {
      if (at === 0 && overlaps.residentToo) return residents[0] ?? one;
      return at === 1 && key === 'a' && overlaps.employeeToo ? nurse : one;
    });
    return makeHouse(world, key, name, secret.has(key), [
      { human: human('Anna', from), door: 'member', roles: ['administrator'] },
      { human: human('Omar', from + 1), door: 'member', roles: ['coordinator', 'member'] },
      ...members.map((one) => ({ human: one, door: 'member' as const, roles: ['member'] as const })),
    ]);
  };
  const houses = { town, a: await association('a', 20), b: await association('b', 40) };
  world.houses = houses;
  await befriend(world, houses.a);
  await befriend(world, houses.b);
}

async function makeHouse(
  world: World,
  key: HouseName,
  name: string,
  isSecret: boolean,
  parts: readonly Part[],
): Promise<House> {
  const plane = world.planes[key === 'town' ? 'municipal' : 'civic'];
  world.setUp(key);
  const host = `${hosts[key]}-${name}.localhost:${publicPort[plane.parts.name]}`;
  const id = plane.parts.randomness.uuid() as TenantId;
  const origin = `http://${host}`;
  await plane.directory.add({ id, host, origin, kind: key === 'town' ? 'municipality' : 'association' });
  if (isSecret) world.setUp(`${key}'s people`, true);
  const made = await plane.scope.run(id, async (em) => {
    await plane.app.get(TenantProfileService).found({
      name: names[key],
      kind: key === 'town' ? 'municipality' : 'association',
      areas: ['Söder', 'Norr'],
      ...(key === 'town' ? { orgNumber: '2120001157' } : {}),
    });
    const records: PersonRecord[] = [];
    for (const { human: who, door } of parts) {
      const numberHash = await plane.app.get(NumberHash, { strict: false }).of(id, who.number);
      const record = PersonRecord.arrived(
        { door, subject: `subject-of-${who.number}`, numberHash, displayName: who.name },
        world.clock.now(),
      );
      em.persist(record);
      records.push(record);
    }
    await em.flush();
    for (const [at, { roles }] of parts.entries())
      for (const role of roles)
        em.create(Membership, { personId: records[at]!.id, role, unitId: null, since: world.clock.now() });
    const found = async (name: string, access: 'open' | 'hidden', members: readonly PersonRecord[]) => {
      const fields = { name, kind: 'both', access, area: null, about: '', welcome: '' } as const;
      const group = Group.found({ ...fields, rules: rulesFor('both') }, world.clock.now());
      em.persist(group);
      await em.flush();
      for (const { id: personId } of members) {
        const place = { groupId: group.id, personId, state: 'member', leader: false } as const;
        em.create(GroupMember, { ...place, since: world.clock.now() });
      }
      return group.id;
    };
    const [first, , third] = records.slice(-4) as [PersonRecord, PersonRecord, PersonRecord];
    const groupId = await found('Besöksgruppen', 'open', records.slice(-4));
    return { records, groupId, asideId: await found('De tysta', 'hidden', [first, third]) };
  });
  const house = {
    key,
    name: names[key],
    plane,
    id,
    host,
    origin,
    groupId: made.groupId,
    asideId: made.asideId,
  } as House;
  const people: Person[] = [];
  for (const [at, { human: who }] of parts.entries()) {
    const record = made.records[at]!;
    people.push({
      name: who.name,
      house,
      id: record.id as PersonId,
      cookie: '',
      address: who.address,
      agent: who.agent,
    });
  }
  for (const [at, person] of people.entries()) await signIn(plane, person, parts[at]?.door === 'staff');
  const [administrator, coordinator] = people as [Person, Person];
  const ordinary = people.slice(-4);
  return Object.assign(house, {
    administrator,
    coordinator,
    staff: people[2]!,
    answerer: ordinary[3]!,
    people: ordinary.slice(0, 3),
    memory: emptyMemory(),
    asideMemory: emptyMemory(),
    outward: [],
    partners: {},
  });
}

export const everybodyOf = ({ administrator, coordinator, staff, people, answerer, key }: House): readonly Person[] => [
  administrator,
  coordinator,
  ...(key === 'town' ? [staff] : []),
  ...people,
  answerer,
];

/** As when the provider has just said who they are. */
export async function signIn(plane: Plane, person: Person, isStaff = false): Promise<void> {
  const { id: tenantId, origin } = person.house;
  const request = { handslag: { tenant: { origin } }, headers: {} };
  const written = await plane.app.get(SessionStore, { strict: false }).start(request as never, {
    tenantId,
    personId: person.id,
    client: isStaff ? 'staff' : 'personal',
    device: 'Chrome, Android',
  });
  person.cookie = written.slice(0, written.indexOf(';'));
}

/** As when everybody signs in anew, after days in which no session has lasted. */
export async function stayIn(world: World): Promise<void> {
  const now = world.clock.now();
  for (const [client, { idle, absolute }] of Object.entries(limits)) {
    for (const plane of Object.values(world.planes)) {
      const people = Object.values(world.houses)
        .filter((house) => house.plane === plane)
        .flatMap(everybodyOf);
      await plane.database.platform.query(
        `update session set started_at = $1, last_seen_at = $1, idle_until = $1::timestamptz + $2 * interval '1 second',
           ends_at = $1::timestamptz + $3 * interval '1 second' where client = $4 and token_hash = any($5)`,
        [now, idle, absolute, client, people.map(({ cookie }) => hashed(cookie.slice(cookie.indexOf('=') + 1)))],
      );
    }
  }
}

async function befriend(world: World, association: House): Promise<void> {
  const { town } = world.houses;
  world.setUp(`befriend ${association.key}`);
  const validTo = new Date(world.clock.now().getTime() + 300 * day).toISOString();
  const invited = await world.call(town.coordinator, 'POST', '/partner-invitations', { grant: { ...grant, validTo } });
  const accepted = await world.call(association.administrator, 'POST', '/partners', {
    link: invited.body.link,
    functionAddress: `${answersFrom}@${association.host}`,
  });
  if (!succeeded(accepted)) throw new Error(`No partnership: ${invited.text}\n${accepted.text}`);
  await world.settle();
  association.partners.town = accepted.body.id as string;
  const partners = (await world.call(town.coordinator, 'GET', '/partners')).body.items as {
    id: string;
    name: string;
    state: string;
  }[];
  const partner = partners.find(({ name }) => name === association.name);
  if (partner?.state !== 'active') throw new Error(`Not an active partner: ${JSON.stringify(partners)}`);
  town.partners[association.key] = partner.id;
}

/** The case is over: its tenants are served no more, but their rows stay. */
export async function dismiss(world: World): Promise<void> {
  for (const { plane, id } of Object.values(world.houses)) {
    await plane.database.platform.query('delete from tenant where id = $1', [id]);
    plane.directory.refresh();
  }
}
