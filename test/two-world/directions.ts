// SPDX-License-Identifier: EUPL-1.2
import type { House, HouseName, Person } from './house.ts';
import type { Operation } from './operation.ts';
import type { PlaneName } from './plane.ts';
import type { World } from './world.ts';

export type Level = 'low' | 'high' | 'decl';

/** Somebody who looks: as themselves, or as anybody, at one of the houses' doors. */
export interface Observer {
  readonly says: string;
  readonly at: House;
  readonly person?: Person;
}

/** Who looks at whom. */
export interface Direction {
  readonly key: 'municipality' | 'association' | 'resident' | 'inside';
  readonly says: string;
  /** Undefined: this operation has no place in this direction. */
  level(operation: Operation, house: HouseName): Level | undefined;
  observers(world: World): readonly Observer[];
  /** Houses whose rows, letters and doings are the observer's own. */
  own(world: World): readonly House[];
  /** Planes that the observer runs, with their log and queue. */
  readonly runs: readonly PlaneName[];
  /** Whose random values nothing secret can touch. */
  readonly lockstep: readonly PlaneName[];
  /** Which house an operation sees when it is done at this level. */
  view?(house: House, level: Level): House;
}

const visitor = (at: House): Observer => ({ says: `anybody at ${at.name}`, at });
const person = (one: Person, at = one.house): Observer => ({
  says: one.house === at ? `${one.name} at ${at.name}` : `${one.name} of ${one.house.name} at ${at.name}`,
  at,
  person: one,
});

/** Everything but answers and what is public to everybody. */
function levelOf({ kind }: Operation, secret: boolean): Level | undefined {
  if (kind === 'neighbour') return undefined;
  if (kind === 'answer') return 'decl';
  return kind === 'inside' && secret ? 'high' : 'low';
}

const municipality: Direction = {
  key: 'municipality',
  says: 'the municipality looks at its associations',
  level: (operation, house) => levelOf(operation, house !== 'town'),
  observers: ({ houses: { town, a } }) => [
    person(town.administrator),
    person(town.coordinator),
    person(town.staff),
    ...town.people.slice(0, 2).map((one) => person(one)),
    visitor(town),
    visitor(a),
    person(town.coordinator, a),
    person(town.people[0]!, a),
  ],
  own: ({ houses: { town } }) => [town],
  runs: ['municipal'],
  lockstep: ['municipal'],
};

const association: Direction = {
  key: 'association',
  says: 'one association looks at another on the same plane',
  level: (operation, house) => levelOf(operation, house !== 'b'),
  observers: ({ houses: { a, b } }) => [
    person(b.administrator),
    person(b.coordinator),
    ...b.people.slice(0, 2).map((one) => person(one)),
    visitor(a),
    visitor(b),
    person(b.coordinator, a),
    person(b.people[0]!, a),
  ],
  own: ({ houses: { b } }) => [b],
  runs: [],
  lockstep: [],
};

/** What nobody in a house does in front of everybody: it would change what every neighbour may see. */
const inFrontOfAll = new Set([
  'create group',
  'rename group',
  'archive group',
  'restore group',
  'link groups',
  'publish and sign declaration',
  'publish guidelines',
]);

const resident: Direction = {
  key: 'resident',
  says: 'a resident looks at everybody else',
  level: (operation, house) => {
    if (operation.kind === 'outward' || operation.kind === 'answer') return undefined;
    if (operation.kind !== 'inside') return 'low';
    if (house !== 'town') return 'high';
    return inFrontOfAll.has(operation.name) || operation.name === 'change link' ? undefined : 'high';
  },
  observers: ({ houses: { town, a } }) => [
    person(town.people[1]!),
    visitor(town),
    visitor(a),
    person(town.people[1]!, a),
  ],
  own: () => [],
  runs: [],
  lockstep: [],
  view: (house, level) => (house.key !== 'town' ? house : level === 'high' ? aside(house) : inTheOpen(house)),
};

/** The others among themselves: in a group that the observer is not in and cannot find. */
function aside(town: House): House {
  const { asideId: groupId, asideMemory: memory, people } = town;
  return { ...town, groupId, memory, people: [people[0]!, people[2]!] };
}

/** The observer, and a neighbour with whom they have to do. */
const inTheOpen = (town: House): House => ({ ...town, people: [town.people[1]!, town.answerer] });

const inside: Direction = {
  key: 'inside',
  says: "an association looks at the municipality's inside",
  level: (operation, house) => levelOf(operation, house === 'town'),
  observers: ({ houses: { town, a, b } }) => [
    person(a.administrator),
    person(a.coordinator),
    person(a.people[0]!),
    person(b.coordinator),
    visitor(a),
    visitor(town),
    person(a.coordinator, town),
  ],
  own: ({ houses: { a, b } }) => [a, b],
  runs: ['civic'],
  lockstep: ['civic'],
};

export const directions: readonly Direction[] = [municipality, association, resident, inside];
