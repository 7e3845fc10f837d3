// SPDX-License-Identifier: EUPL-1.2
// One route looked at, in the views and states wanted; and which those are in a short run.
import { Chance } from '../../../infra/local/seed/chance.ts';
import { axeFaults } from '../axe.ts';
import { keepPicture } from '../pictures.ts';
import type { Cast } from './cast.ts';
import { walk } from './keyboard.ts';
import { errorsNamed, pageChecks } from './page-checks.ts';
import { addressOf, table, type Route } from './routes.ts';
import { dress, show, statesOf, views, type State, type View } from './views.ts';

export interface Found {
  readonly route: string;
  readonly state: State;
  readonly view: View;
  readonly check: string;
  readonly fault: string;
}

export interface Round {
  readonly route: string;
  readonly views: readonly View[];
}

/** How often each check was made. */
export type Counts = Map<string, number>;

const patterns = Object.keys(table);
/** Neighbours in the router are much alike, so a sample takes them in another order, which is always the same. */
const mixed = new Chance(19).shuffled(patterns);

/** Every route in every view. */
export const everything: readonly Round[] = patterns.map((route) => ({ route, views }));

/** Every route in every fourth view, from 1; or in the views of several such parts. @throws when there is no such part */
export function quarters(parts: readonly number[]): Round[] {
  const none = parts.find((part) => ![1, 2, 3, 4].includes(part));
  if (none !== undefined) throw new Error(`There are parts 1 to 4, and not ${none}`);
  return everything.map(({ route }) => ({ route, views: views.filter((_, at) => parts.includes((at % 4) + 1)) }));
}

/**
 * So many routes, each in one view. Seeds that follow each other take up where the one before left off, and after as
 * many as it takes for every route the views have moved on by one: no pair is left out.
 */
export function sample(seed: number, count: number): Round[] {
  return Array.from({ length: count }, (_, nth) => {
    const position = seed * count + nth;
    const at = position % patterns.length;
    const view = (5 * at + Math.floor(position / patterns.length)) % views.length;
    return { route: mixed[at] as string, views: [views[view] as View] };
  });
}

/** Axe in every state and view; the rest where a page is as people have it, once a size and language. */
export async function examine(round: Round, cast: Cast, pictured: Set<string>, counts: Counts): Promise<Found[]> {
  const route = table[round.route] as Route;
  const visitor = await cast.who(route.who);
  const { page } = visitor;
  const address = await addressOf(round.route, cast);
  const found: Found[] = [];
  const note = async (check: string, state: State, view: View, faults: Promise<string[]>) => {
    counts.set(check, (counts.get(check) ?? 0) + 1);
    for (const fault of await faults) found.push({ route: round.route, state, view, check, fault });
  };
  const languages = [...new Set(round.views.map(({ language }) => language))];
  for (const language of languages) {
    const here = round.views.filter((view) => view.language === language);
    for (const state of statesOf(route)) {
      const [first] = here as [View];
      await show(visitor, address, { view: first, state, route });
      if (state === 'missing') await note('3.3.1 errors named', state, first, errorsNamed(page));
      const walked = new Set<string>();
      for (const view of here) {
        if (view !== first) await dress(page, view);
        await keepPicture(page, [round.route.replaceAll('/', '.'), state, ...Object.values(view)].join('-'));
        await note('axe', state, view, axeFaults(page));
        if (walked.has(view.size)) continue;
        walked.add(view.size);
        if (state === 'dialog') await note('keyboard', state, view, walk(page, pictured));
        if (state !== 'filled') continue;
        for (const [name, check] of Object.entries(pageChecks)) await note(name, state, view, check(page));
        await dress(page, view);
        await note('keyboard', state, view, walk(page, pictured));
      }
    }
  }
  return found;
}
