// SPDX-License-Identifier: EUPL-1.2
import fc, { type AsyncCommand } from 'fast-check';
import { storiesOf, type Model } from './commands.ts';
import { directions, type Direction } from './directions.ts';
import { dice } from './dice.ts';
import type { Pair } from './pair.ts';
import { settings } from './settings.ts';
import { storedStories } from './stored.ts';
import { Leak } from './tape.ts';
import type { Mode } from './time.ts';

/** How long a shorter story is looked for once one has failed. */
const shrinkMs = 60_000;

/** The legal direction gets two parts of five. */
const share = (direction: Direction): number =>
  settings.direction ? 1 : direction.key === directions[0]?.key ? 0.4 : 0.2;

const part = (direction: Direction, mode: Mode): number =>
  share(direction) * (settings.modes.length === 1 ? 1 : mode === 'D' ? 0.75 : 0.25);

/** A single story again, the control, and a choice of secrets have nothing to do with them. */
const stored = (direction: Direction) =>
  settings.path || settings.identical || settings.operations ? [] : storedStories(direction);

function casesFor(direction: Direction, mode: Mode): number {
  return Math.max(1, Math.round(settings.cases * part(direction, mode)));
}

/** @throws Error that tells the shortest story found, where the worlds differ, and how to see it again. */
export async function runStories(pair: Pair, direction: Direction, mode: Mode): Promise<void> {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const cases = casesFor(direction, mode);
  const timeIsUp = began + settings.minutes * 60_000 * part(direction, mode);
  let [deadline, told] = [Number.POSITIVE_INFINITY, 0];
  const tell = async (seed: number, story: Iterable<AsyncCommand<Model, Pair>>) => {
    const roll = dice(`overlaps ${seed}`);
    const isOften = roll(4) > 0;
    const overlaps = { residentToo: isOften, employeeToo: mode === 'D' ? isOften : !isOften };
    told += 1;
    try {
      await pair.begin({ direction, mode, overlaps, seed });
      await fc.asyncModelRun(() => ({ model: { lastHigh: [] as readonly string[] }, real: pair }), story);
      await pair.observe('the end', 1);
    } finally {
      await pair.end();
    }
  };
  for (const [seed, { why, story }] of stored(direction).entries())
    await tell(seed, story).catch((error: Error) => {
      throw new Error(
        [`${why}, once more:`, ...story.map((step) => `  ${String(step)}`), `  → ${error.message}`].join('\n'),
      );
    });
  const property = fc.asyncProperty(
    fc.noShrink(fc.nat(2 ** 30)),
    storiesOf(direction, {
      identical: settings.identical,
      ...(settings.replay ? { replayPath: settings.replay } : {}),
    }),
    async (seed, story) => {
      // With a path, fast-check goes on to everything that might have been tried next to it: one story was asked for.
      if (settings.path && told > 0) return;
      if (performance.now() > Math.min(deadline, told > 0 ? timeIsUp : deadline)) return;
      try {
        await tell(seed, story);
      } catch (error) {
        deadline = Math.min(deadline, performance.now() + shrinkMs);
        throw error;
      }
    },
  );
  const result = await fc.check(property, {
    numRuns: cases,
    seed: settings.seed,
    ...(settings.path ? { path: settings.path } : {}),
    endOnFailure: settings.first,
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${direction.key} ${mode}: ${told} of ${cases} cases, seed ${result.seed}, ${seconds} s, of which ${Math.round((user + system) / 1e6)} s this process's own`,
  );
  pair.coverage.count(`cases: ${direction.key}`, told);
  if (result.failed) throw new Error(story(result, direction, mode));
}

type Failed = Pick<fc.RunDetailsCommon<unknown>, 'seed' | 'counterexamplePath' | 'errorInstance' | 'numShrinks'> & {
  readonly counterexample: readonly unknown[] | null;
};

function story(
  { seed, counterexamplePath, counterexample, errorInstance, numShrinks }: Failed,
  { key }: Direction,
  mode: Mode,
): string {
  const told = `${(counterexample?.[1] as { toString(): string } | undefined)?.toString() ?? ''}`;
  const replay = /\/\*replayPath=(.*?)\*\//.exec(told)?.[1]?.replaceAll('"', '');
  const steps = told.replace(/\/\*replayPath.*/, '').split(/,(?=(?:the |inside:|everybody|\d+ minutes))/);
  const again = `npm run two-world -- --direction ${key} --mode ${mode} --seed ${seed} --path ${counterexamplePath}${replay ? ` --replay ${replay}` : ''}`;
  const error = errorInstance as Error;
  return [
    error instanceof Leak ? 'A leak:' : 'The run broke:',
    ...steps.map((step) => `  ${step.trim()}`),
    `  → ${error instanceof Leak ? error.message : error?.stack}`,
    `(made shorter ${numShrinks} times) To see it again: ${again}`,
  ].join('\n');
}
