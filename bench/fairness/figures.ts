// SPDX-License-Identifier: EUPL-1.2
// What is counted in one run, and what many runs say together.
import { Chance } from '../../infra/local/seed/chance.ts';
import type { Mood } from './helper-model.ts';
import { populate, type Traits } from './population.ts';
import { live, type Outcome, type Way } from './town.ts';
import { pilotsWay } from './ways.ts';

export const traits = ['name', 'polite', 'often', 'daytime'] as const satisfies readonly (keyof Traits)[];

interface Figures {
  /** Of all requests, in percent. */
  readonly agreed: number;
  readonly clubShare: number;
  /** Of all helpers, how many got to help, in percent. */
  readonly helped: number;
  /** Success of those who are one way less that of those who are the other, in percentage points. */
  readonly difference: Readonly<Record<(typeof traits)[number], number>>;
}

function figuresOf({ requests, clubShare, helped, helpers }: Outcome): Figures {
  const share = (of: Outcome['requests']) => (100 * of.filter(({ agreed }) => agreed).length) / Math.max(1, of.length);
  const difference = (trait: keyof Traits) =>
    share(requests.filter(({ asked }) => asked.traits[trait])) -
    share(requests.filter(({ asked }) => !asked.traits[trait]));
  return {
    agreed: share(requests),
    clubShare: 100 * clubShare,
    helped: (100 * helped) / helpers,
    difference: {
      name: difference('name'),
      polite: difference('polite'),
      often: difference('often'),
      daytime: difference('daytime'),
    },
  };
}

export const figures = (seed: number, way: Way, mood: Mood): Figures =>
  figuresOf(live(populate(seed), way, mood, seed + 1));

/** The willingness at which the pilots' way agrees as much as the pilots did, found by halving on towns of its own. */
export function calibrate(seed: number, pilotsAgreed: number, towns: number): number {
  let [low, high] = [0.0005, 0.05];
  for (let step = 0; step < 9; step += 1) {
    const willingness = Math.sqrt(low * high);
    const mood = { willingness, responsibility: 0 };
    const agreed = mean(Array.from({ length: towns }, (_, n) => figures(seed + n, pilotsWay(), mood).agreed));
    if (agreed < pilotsAgreed) low = willingness;
    else high = willingness;
  }
  return Math.sqrt(low * high);
}

const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;

export interface Estimate {
  /** Over the towns of all seeds. */
  readonly mean: number;
  /** 95 % by bootstrap over the towns. */
  readonly low: number;
  readonly high: number;
  /** The mean of each seed by itself, in the order of the seeds. */
  readonly bySeed: readonly number[];
}

/** `of`: for each seed the figure of each of its towns. */
export function estimate(of: readonly (readonly number[])[]): Estimate {
  const chance = new Chance(1);
  const towns = of.flat();
  const means = Array.from({ length: 4000 }, () => mean(towns.map(() => chance.one(towns)))).sort((a, b) => a - b);
  const at = (share: number) => means[Math.floor(share * (means.length - 1))] as number;
  return { mean: mean(towns), low: at(0.025), high: at(0.975), bySeed: of.map(mean) };
}
