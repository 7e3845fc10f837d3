// SPDX-License-Identifier: EUPL-1.2
// Who asks, and who helps. Everything here is an assumption, told in docs/fairness.md; nothing is measured.
import { Chance } from '../../infra/local/seed/chance.ts';

export const hour = 3_600_000;
export const day = 24 * hour;
export const days = 182;
const areas = ['Söder', 'Norr', 'Öster', 'Väster'] as const;
export type Area = (typeof areas)[number];

/** What people are like that ought not to matter. Half of them are one way, half the other. */
export interface Traits {
  readonly name: boolean;
  readonly polite: boolean;
  readonly often: boolean;
  readonly daytime: boolean;
}

export interface Asked {
  readonly id: string;
  readonly traits: Traits;
  readonly area: Area;
  readonly postedAt: Date;
  readonly from: Date | null;
  readonly to: null;
  readonly expiresAt: Date;
}

export interface Helper {
  readonly id: string;
  readonly home: Area;
  /** Every helper is in the group of their area; those of the club are in its group, too. */
  readonly inClub: boolean;
  /** How many times in a day they look of their own accord. */
  readonly looksPerDay: number;
  /** How many tasks they take on in a week. */
  readonly perWeek: number;
  /** How much they let a name, a tone, and a face they know from before weigh: 0 not at all, 1 all they can. */
  readonly bias: number;
  readonly prefersDaytime: boolean;
}

export interface Population {
  readonly start: number;
  readonly requests: readonly Asked[];
  readonly helpers: readonly Helper[];
}

const start = Date.UTC(2026, 1, 2);

export function populate(seed: number, askers = 1000, helpers = 400): Population {
  const chance = new Chance(seed);
  const requests: Asked[] = [];
  for (let n = 0; n < askers; n += 1) {
    const traits = {
      name: chance.happens(0.5),
      polite: chance.happens(0.5),
      often: chance.happens(0.5),
      daytime: chance.happens(0.5),
    };
    const area = chance.one(areas);
    const times = traits.often ? chance.between(3, 6) : 1;
    for (let time = 0; time < times; time += 1) requests.push(ask(chance, `${n}.${time}`, traits, area));
  }
  requests.sort((a, b) => a.postedAt.getTime() - b.postedAt.getTime());
  return { start, requests, helpers: Array.from({ length: helpers }, (_, n) => helper(chance, n)) };
}

/** Half of the requests name a day, from the same evening to ten days later. */
function ask(chance: Chance, id: string, traits: Traits, area: Area): Asked {
  const clock = traits.daytime ? 8 + chance.next() * 9 : (18 + chance.next() * 13) % 24;
  const postedAt = start + chance.between(0, days - 1) * day + clock * hour;
  const wanted = chance.happens(0.5) ? postedAt + (4 + chance.next() * 236) * hour : null;
  const expiresAt = wanted ?? postedAt + 7 * day;
  const at = (time: number) => new Date(time);
  return {
    id,
    traits,
    area,
    postedAt: at(postedAt),
    from: wanted ? at(wanted) : null,
    to: null,
    expiresAt: at(expiresAt),
  };
}

/** A few look all the time and take much, most look seldom: the long tail the pilots saw. */
function helper(chance: Chance, n: number): Helper {
  const inClub = chance.happens(0.15);
  const zeal = Math.min(6, 0.12 / (1 - chance.next()) ** 0.8);
  return {
    id: `helper ${n}`,
    home: chance.one(areas),
    inClub,
    looksPerDay: inClub ? zeal * 2 : zeal,
    perWeek: inClub ? 6 : chance.between(1, 3),
    bias: chance.next(),
    prefersDaytime: chance.happens(0.6),
  };
}
