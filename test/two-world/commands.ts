// SPDX-License-Identifier: EUPL-1.2
import fc from 'fast-check';
import { answers, outwardOperations, publicOperations, worldOperations } from './crossing.ts';
import type { Direction, Level } from './directions.ts';
import type { HouseName } from './house.ts';
import { insideCalendars } from './inside-calendars.ts';
import { insideGroups } from './inside-groups.ts';
import { insideCallers } from './inside-callers.ts';
import { insideMandates } from './inside-mandates.ts';
import { insideNotices } from './inside-notices.ts';
import { insidePassport } from './inside-passport.ts';
import { insidePartners } from './inside-partners.ts';
import { insidePeople } from './inside-people.ts';
import { insidePool } from './inside-pool.ts';
import { insideProtection } from './inside-protection.ts';
import { insideQualifications } from './inside-qualifications.ts';
import { insideRequests } from './inside-requests.ts';
import { insideSafety } from './inside-safety.ts';
import { insideTogether } from './inside-together.ts';
import { insideDeliveries, insideSeries } from './inside-series.ts';
import { insideTurns } from './inside-turns.ts';
import { insideSpreadsheets } from './inside-spreadsheets.ts';
import { cameAbout, type Choice, type Operation } from './operation.ts';
import type { Pair } from './pair.ts';
import { settings } from './settings.ts';
import { minute } from './time.ts';
import type { World } from './world.ts';

export const operations: readonly Operation[] = [
  ...insideGroups,
  ...insidePeople,
  ...insideRequests,
  ...insideCallers,
  ...insideMandates,
  ...insideCalendars,
  ...insideSpreadsheets,
  ...insideNotices,
  ...insideSafety,
  ...insideTurns,
  ...insideTogether,
  ...insidePool,
  ...insideSeries,
  ...insideDeliveries,
  ...insidePartners,
  ...insidePassport,
  ...insideProtection,
  ...insideQualifications,
  ...outwardOperations,
  ...answers,
  ...publicOperations,
  ...worldOperations,
  ...[...insideRequests, ...insideCalendars].map((operation): Operation => ({
    ...operation,
    kind: 'neighbour',
    houses: ['town'],
    name: `${operation.name} (neighbour)`,
  })),
];

/** One operation at one house. */
export interface Deed {
  readonly operation: Operation;
  readonly house: HouseName;
  readonly choice: Choice;
}

/** What a story remembers beside what stands in the worlds. */
export interface Model {
  lastHigh: readonly string[];
}

const called: Readonly<Record<HouseName, string>> = {
  town: 'the municipality',
  a: 'the association',
  b: 'the other association',
};
const inWords = ({ operation, house, choice }: Deed): string =>
  operation.kind === 'world' ? operation.says : `${called[house]} ${operation.says} [${choice.join(' ')}]`;

/** Done in both worlds, in the same way at the same time; it must come about in both or in neither. */
export class Shared implements fc.AsyncCommand<Model, Pair> {
  constructor(
    private readonly deed: Deed,
    private readonly level: Level,
  ) {}

  check = () => true;

  async run(model: Model, pair: Pair): Promise<void> {
    const { operation, choice, house } = this.deed;
    const label = inWords(this.deed);
    const outcomes = await pair.both(async (world) => {
      world.step(operation.lasts);
      const view = pair.case.direction.view?.(world.houses[house], this.level) ?? world.houses[house];
      const done = await cameAbout(operation, world, view, choice);
      await world.settle();
      return done;
    });
    const [one, other] = outcomes.map((done) => [{ where: 'whether it comes about', text: String(done) }]);
    pair.tape.compare(label, one!, other!);
    if ((operation.lasts ?? 0) > 20 * minute) await pair.signEverybodyIn();
    await pair.observe(label, operation.kind === 'world' ? 0.15 : 0.06);
    if (outcomes[0]) pair.coverage.count(`${this.level}: ${operation.name}`);
    for (const high of model.lastHigh) pair.coverage.count(`pair: ${high} then ${operation.name}`);
    model.lastHigh = [];
  }

  toString = () => inWords(this.deed);
}

/** What differs between the worlds: one program in the first, another in the second. */
export class Secret implements fc.AsyncCommand<Model, Pair> {
  constructor(
    private readonly one: readonly Deed[],
    private readonly other: readonly Deed[],
  ) {}

  check = () => true;

  async run(model: Model, pair: Pair): Promise<void> {
    const { direction } = pair.case;
    const done = await pair.both(async (world) => {
      world.inside();
      const names: string[] = [];
      for (const deed of world.number === 0 ? this.one : this.other) {
        if (await doInSecret(world, deed, direction)) names.push(deed.operation.name);
      }
      world.said.length = 0;
      // However long it took, both worlds go on at the same moment.
      world.step();
      return names;
    });
    await pair.observe(this.toString(), 0.06);
    model.lastHigh = done.flat();
    for (const name of model.lastHigh) pair.coverage.count(`high: ${name}`);
  }

  toString = () => {
    const program = (deeds: readonly Deed[]) => (deeds.length ? deeds.map(inWords).join(', then ') : 'nothing');
    return `inside: ${program(this.one)} | in the other world: ${program(this.other)}`;
  };
}

async function doInSecret(world: World, { operation, house, choice }: Deed, direction: Direction): Promise<boolean> {
  world.clock.pass(1000 + choice[0]);
  const view = direction.view?.(world.houses[house], 'high') ?? world.houses[house];
  const done = await cameAbout(operation, world, view, choice);
  await world.settle();
  return done;
}

/** Looks thoroughly, at a moment of its own. */
class Look implements fc.AsyncCommand<Model, Pair> {
  check = () => true;
  run = (_model: Model, pair: Pair) => pair.observe('nothing', 0.3);
  toString = () => 'everybody looks around';
}

const choices: fc.Arbitrary<Choice> = fc.tuple(fc.nat(59), fc.nat(59), fc.nat(59));

/** All deeds that have this level in this direction. */
export function deedsOf(direction: Direction, level: Level): { operation: Operation; house: HouseName }[] {
  return operations.flatMap((operation) =>
    operation.houses.flatMap((house) => (direction.level(operation, house) === level ? [{ operation, house }] : [])),
  );
}

const oneOf = (direction: Direction, level: Level, only: (operation: Operation) => boolean = () => true) =>
  fc
    .tuple(fc.constantFrom(...deedsOf(direction, level).filter(({ operation }) => only(operation))), choices)
    .map(([deed, choice]): Deed => ({ ...deed, choice }));

interface Told {
  readonly identical?: boolean;
  readonly length?: number;
  /** The steps that were left of a story made shorter. */
  readonly replayPath?: string;
}

/** Stories in one direction; `identical` ones do the same in both worlds, secrets included. */
export function storiesOf(direction: Direction, { identical = false, length = 8, replayPath }: Told = {}) {
  const isChosen = ({ name }: Operation) => settings.operations?.includes(name) ?? true;
  const program = fc.array(oneOf(direction, 'high', isChosen), { maxLength: 4 });
  const secret = identical
    ? program.map((deeds) => new Secret(deeds, deeds))
    : fc.tuple(program, program).map(([one, other]) => new Secret(one, other));
  const shared = (level: Level, only?: (operation: Operation) => boolean) =>
    oneOf(direction, level, only).map((deed) => new Shared(deed, level));
  const has = (level: Level, only: (operation: Operation) => boolean) =>
    deedsOf(direction, level).some(({ operation }) => only(operation));
  const isAsk = ({ name }: Operation) => name === 'ask partners';
  return fc.commands(
    [
      shared('low'),
      ...(has('low', isAsk) ? [] : [shared('low')]),
      ...(has('low', isAsk) ? [shared('low', isAsk)] : []),
      ...(has('decl', () => true) ? [shared('decl'), shared('decl')] : []),
      secret,
      secret,
      secret,
      fc.constant(new Look()),
    ],
    { maxCommands: length, size: 'max', ...(replayPath ? { replayPath } : {}) },
  );
}
