// SPDX-License-Identifier: EUPL-1.2
// The pilots' way, and ours: ours decides by the very functions that the product decides by (#tenant/fairness).
import {
  freeFrom,
  hasItsShare,
  nextStep,
  placeInFeed,
  shareDays,
  unansweredFrom,
  type Candidate,
} from '#tenant/fairness';
import { day, hour, type Area, type Helper } from './population.ts';
import type { Open, Town, Way } from './town.ts';

/** Everybody is told of everything and sees it with name and picture, the newest first; who is first takes it. */
export function pilotsWay(): Way {
  return {
    shown: { name: true, history: true, words: 1 },
    posted(town, request, now) {
      for (const helper of town.helpers) town.notify(helper, request, now);
    },
    feed: (town) => [...town.open].reverse(),
    among: (town) => town.helpers.length,
    taken: () => undefined,
  };
}

interface Turning {
  /** Who has been asked, and with how many at a time: what they are told. */
  readonly turnOf: Map<string, number>;
  readonly areas: Set<Area>;
  /** When the next ones are asked; an earlier plan is off. */
  nextAt: number | null;
}

/** Whoever is one of a smaller last wave is taken to feel no more called upon than one of a usual one. */
const usualWave = 12;

/** A coordinator looks through what is unanswered each morning at nine, and asks one more group. */
const coordinatorAt = 9 * hour;

/** `words`: in how many of the cases they are read before a helper decides; the card shows them when it is opened. */
export function ourWay({ clubShare = 40, words = 1 } = {}): Way {
  const turning = new Map<Open, Turning>();
  const lastHelped = new Map<string, number>();
  const inVain = new Map<string, number>();
  const byId = new Map<string, Helper>();
  const agreements: { readonly at: number; readonly byClub: boolean }[] = [];
  const at = (request: Open) => turning.get(request) as Turning;

  /** The group of the area, and the club, to which all need groups are linked. */
  const inAudience = (request: Open, helper: Helper) => helper.inClub || at(request).areas.has(helper.home);
  const comesByClubOnly = (request: Open, helper: Helper) => helper.inClub && !at(request).areas.has(helper.home);

  /** By how many areas are asked; they are about as large. */
  const sizes: number[] = [];
  const places = new Map<string, number>();
  const placeOf = (request: Open, home: Area): number => {
    const key = `${request.id} ${String(home === request.area)}`;
    const known = places.get(key) ?? placeInFeed(request, home).getTime();
    places.set(key, known);
    return known;
  };

  function clubIsFull(now: number): boolean {
    while (agreements[0] && agreements[0].at <= now - shareDays * day) agreements.shift();
    const counted = agreements;
    return hasItsShare({ byGroup: counted.filter(({ byClub }) => byClub).length, all: counted.length }, clubShare);
  }

  function step(town: Town, request: Open, now: number): void {
    if (!town.open.has(request)) return;
    const state = at(request);
    state.nextAt = null;
    if (byId.size === 0) for (const helper of town.helpers) byId.set(helper.id, helper);
    const waiting = town.helpers
      .filter((helper) => inAudience(request, helper) && !state.turnOf.has(helper.id))
      .map((helper): Candidate => {
        const helped = lastHelped.get(helper.id);
        return {
          id: helper.id,
          lastHelpedAt: helped === undefined ? null : new Date(helped),
          askedInVain: inVain.get(helper.id) ?? 0,
          near: helper.home === request.area,
        };
      });
    const next = nextStep({ ...request, quiet: false }, waiting, new Date(now));
    for (const id of next.helperIds) {
      state.turnOf.set(id, Math.max(usualWave, next.helperIds.length));
      inVain.set(id, (inVain.get(id) ?? 0) + 1);
      town.notify(byId.get(id) as Helper, request, now);
    }
    if (!next.nextAt) return;
    state.nextAt = next.nextAt.getTime();
    town.agenda.put(state.nextAt, (then) => {
      if (state.nextAt === then) step(town, request, then);
    });
  }

  function broaden(town: Town, request: Open, now: number): void {
    if (!town.open.has(request)) return;
    const { areas } = at(request);
    const next = town.helpers.find(({ home }) => !areas.has(home));
    if (!next) return;
    areas.add(next.home);
    step(town, request, now);
    town.agenda.put(now + day, (then) => broaden(town, request, then));
  }

  return {
    // The card names nobody, and one asker's requests cannot be told from another's.
    shown: { name: false, history: false, words },
    posted(town, request, now) {
      turning.set(request, { turnOf: new Map(), areas: new Set([request.area]), nextAt: null });
      step(town, request, now);
      const unanswered = unansweredFrom(request).getTime();
      const morning = unanswered - (unanswered % day) + coordinatorAt;
      town.agenda.put(morning < unanswered ? morning + day : morning, (then) => broaden(town, request, then));
    },
    feed(town, helper, now) {
      const full = helper.inClub && clubIsFull(now);
      return [...town.open]
        .filter((request) => inAudience(request, helper))
        .filter((request) => !(full && comesByClubOnly(request, helper) && freeFrom(request).getTime() > now))
        .map((request) => ({ request, place: placeOf(request, helper.home) }))
        .sort((a, b) => a.place - b.place || (a.request.id < b.request.id ? -1 : 1))
        .map(({ request }) => request);
    },
    among(town, request, helper) {
      const { areas, turnOf } = at(request);
      const asked = turnOf.get(helper.id);
      if (asked !== undefined) return asked;
      sizes[areas.size] ??= town.helpers.filter((one) => inAudience(request, one)).length;
      return sizes[areas.size] as number;
    },
    taken(_, helper, now) {
      lastHelped.set(helper.id, now);
      inVain.set(helper.id, 0);
      agreements.push({ at: now, byClub: helper.inClub });
    },
  };
}
